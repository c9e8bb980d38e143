import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Clock } from "../account/clock";
import type { Keys } from "../account/keys";
import { GatewayRefusal } from "../refusals";

/** What the signature covers: the request line as it came, before any decoding. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

const headerNames = {
  timestamp: "x-ncp-apigw-timestamp",
  accessKey: "x-ncp-iam-access-key",
  signature: "x-ncp-apigw-signature-v2",
} as const;

/**
 * The access key of a request that its owner signed within five minutes. Throws the gateway's
 * refusal for any other.
 */
export function authenticate(request: SignedRequest, keys: Keys, clock: Clock): string {
  const timestamp = header(request, "timestamp");
  const accessKey = header(request, "accessKey");
  const signature = header(request, "signature");
  if (!/^\d{1,15}$/.test(timestamp) || !clock.accepts(Number(timestamp))) {
    throw new GatewayRefusal(
      "200",
      `${headerNames.timestamp} differs from the server's time by more than 5 minutes.`,
    );
  }
  const message = `${request.method} ${request.target}\n${timestamp}\n${accessKey}`;
  const secretKey = keys.secretOf(accessKey);
  if (secretKey === undefined || !equal(signAnswer(message, secretKey), signature)) {
    throw new GatewayRefusal("200", "Invalid authentication information.");
  }
  return accessKey;
}

function signAnswer(message: string, secretKey: string): string {
  return createHmac("sha256", secretKey).update(message).digest("base64");
}

function header(request: SignedRequest, name: keyof typeof headerNames): string {
  const value = request.headers[headerNames[name]];
  if (typeof value === "string" && value !== "") return value;
  throw new GatewayRefusal("200", "Authentication information are missing.");
}

function equal(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
