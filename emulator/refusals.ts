/** Codes of the API gateway, the same for all services. Mind that 200 is a failed authentication and 400 a quota. */
export const gatewayCodes = {
  "100": { status: 400, message: "Bad Request Exception" },
  "200": { status: 401, message: "Authentication Failed" },
  "210": { status: 401, message: "Permission Denied" },
  "300": { status: 404, message: "Not Found Exception" },
  "400": { status: 429, message: "Quota Exceeded" },
  "410": { status: 429, message: "Throttle Limited" },
  "420": { status: 429, message: "Rate Limited" },
  "430": { status: 413, message: "Request Entity Too Large" },
  "500": { status: 503, message: "Endpoint Error" },
  "510": { status: 504, message: "Endpoint Timeout" },
  "900": { status: 500, message: "Unexpected Error" },
} as const;

export type GatewayCode = keyof typeof gatewayCodes;

/** The gateway answers with an error; the service never hears of the request. */
export class GatewayRefusal extends Error {
  override readonly name = "GatewayRefusal";
  readonly code: GatewayCode;
  readonly details: string;

  constructor(code: GatewayCode, details: string) {
    super(`${gatewayCodes[code].message}: ${details}`);
    this.code = code;
    this.details = details;
  }
}

/** A service answers with one of its own codes, in the envelope of that service. */
export class ServiceRefusal extends Error {
  override readonly name = "ServiceRefusal";
  readonly code: string;

  constructor(code: string) {
    super(`service code ${code}`);
    this.code = code;
  }
}
