import type { Operation } from "../../provider/ncp/api/operation";
import type { SettingsData } from "../account/settings";
import { type GatewayCode, GatewayRefusal, gatewayCodes, ServiceRefusal } from "../refusals";

/** How an answer leaves, when not as a whole and at once. */
export type Delivery =
  /** The connection is reset and nothing is sent. */
  | { readonly how: "drop" }
  /** The first so many bytes are all there is, even if they end within a character. */
  | { readonly how: "cut"; readonly after: number }
  /** The full length is announced, and the connection ends after so many bytes. */
  | { readonly how: "hangUp"; readonly after: number }
  | { readonly how: "drip"; readonly bytes: number; readonly everyMs: number };

/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The gateway's or the service's code, for the journal. */
  readonly code?: string;
  readonly delivery?: Delivery;
}

export function makeJsonReply(status: number, body: NonNullable<unknown>, code?: string): Reply {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8" },
    body: JSON.stringify(body),
    code,
  };
}

/** A success carries the code 0 in each service's own way. */
export function makeSuccess(body: object): Reply {
  return makeJsonReply(200, body, "0");
}

export function makeGatewayReply(code: GatewayCode, details: string): Reply {
  const { status, message } = gatewayCodes[code];
  return makeJsonReply(status, { error: { errorCode: code, message, details } }, code);
}

/** Codes of WSC that the newer overview answers with HTTP 401; the others have 400. */
const unauthorized = new Set(["169201"]);

type Envelope = (code: string, message: string, dialect: SettingsData["dialect"]) => Reply;

const serviceEnvelopes: Record<Operation["service"], Envelope> = {
  wsc: (code, message, dialect) => {
    const status = dialect === "old" ? 200 : unauthorized.has(code) ? 401 : 400;
    return makeJsonReply(status, { error: { errorCode: Number(code), message } }, code);
  },
  filesafer: (code, message) => makeJsonReply(200, { returnCode: code, returnMessage: message }, code),
  securitymonitoring: (code, message) => {
    const status = code === "-1" ? 403 : 200;
    return makeJsonReply(status, { returnCode: Number(code), returnMessage: message }, code);
  },
  // No page shows an error of its own, so it is taken to look like the gateway's.
  sts: (code, message) => makeJsonReply(400, { error: { errorCode: code, message } }, code),
};

/** A service's error in that service's envelope; an unknown code has no message of its own. */
export function makeServiceReply(
  operation: Operation,
  code: string,
  dialect: SettingsData["dialect"],
): Reply {
  const message = operation.codes[code]?.message ?? "fail";
  return serviceEnvelopes[operation.service](code, message, dialect);
}

/** What a refusal looks like on the wire. Anything that is no refusal is thrown on. */
export function makeRefusalReply(
  operation: Operation,
  error: unknown,
  dialect: SettingsData["dialect"],
): Reply {
  if (error instanceof GatewayRefusal) return makeGatewayReply(error.code, error.details);
  if (error instanceof ServiceRefusal) return makeServiceReply(operation, error.code, dialect);
  throw error;
}
