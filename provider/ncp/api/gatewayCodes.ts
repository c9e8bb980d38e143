import type { CodeMeaning, CodeTable } from "./service";

/**
 * What NCP's API gateway itself answers, the same for every service.
 *
 * These are not HTTP statuses, although they look like them: 200 means that authentication
 * failed, and 400 that a quota is used up.
 *
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 * @see https://api.ncloud-docs.com/docs/ja/apigateway-dashboardevent-events for what tells 410 from 420
 */
export const gatewayCodes: CodeTable = {
  "100": {
    kind: "invalidInput",
    message: "Bad Request Exception",
    meaning: "The gateway could not read the request: not https, not UTF-8, or malformed.",
    hint: "Check that the endpoint begins with https",
    retryable: false,
  },
  "200": {
    kind: "authentication",
    message: "Authentication Failed",
    meaning:
      "The access key, the secret key or the signature is wrong, or the request is more than five minutes old.",
    hint: "Check that the access key is active and that the secret key and the site belong to it",
    retryable: false,
  },
  "210": {
    kind: "permission",
    message: "Permission Denied",
    meaning: "The key is good, but its owner may not make this call.",
    hint: "Subscribe to the service in the console, and give the sub account a policy that allows this call",
    retryable: false,
  },
  "300": {
    kind: "notFound",
    message: "Not Found Exception",
    meaning: "The gateway serves nothing at this address.",
    hint: "Check site, endpoint and endpoints",
    retryable: false,
  },
  "400": {
    kind: "throttled",
    message: "Quota Exceeded",
    meaning: "The account's request quota is used up.",
    hint: "Wait until the quota is renewed, or have it raised in the console",
    retryable: true,
  },
  "410": defineThrottling("Throttle Limited", "Requests came too fast: more in a second than are allowed."),
  "420": defineThrottling(
    "Rate Limited",
    "Too many requests came within a period: more was used in a second than is allowed.",
  ),
  "430": {
    kind: "invalidInput",
    message: "Request Entity Too Large",
    meaning: "The request body is larger than the gateway takes.",
    hint: "Send less at once",
    retryable: false,
  },
  "500": defineOutage("Endpoint Error", "The gateway could not reach the service."),
  "510": defineOutage("Endpoint Timeout", "The service did not answer the gateway in time."),
  "900": defineOutage("Unexpected Error", "The gateway failed in a way that it does not explain."),
};

/** NCP's own name for 210. */
export const permissionDenied = "210";

/** NCP's own name for 400; a quota is renewed in hours, not in seconds. */
export const quotaExceeded = "400";

function defineThrottling(message: string, meaning: string): CodeMeaning {
  const hint = "Try again later, or run fewer operations at once with --parallel";
  return { kind: "throttled", message, meaning, hint, retryable: true };
}

function defineOutage(message: string, meaning: string): CodeMeaning {
  return { kind: "service", message, meaning, hint: "Try again later", retryable: true };
}
