import { gatewayCodes, permissionDenied } from "../api/gatewayCodes";
import type { CodeMeaning, CodeTable } from "../api/service";
import { createError, type ErrorDetails, type ErrorKind, type NcloudError } from "../errors";
import type { Secret } from "../secret";
import { describePlacesToSet } from "../settings/reader";
import { settingRules } from "../settings/rules";
import { makePresentable } from "../text";
import { type RawAnswer, readHeader } from "./collector";
import type { ErrorBody } from "./envelopes";
import type { GatewayRequest } from "./request";

/** What judging needs to know beside the answer. */
export interface AnswerContext {
  readonly request: Pick<GatewayRequest, "service" | "operation" | "codes" | "requires">;
  /** Our clock when the answer came, in milliseconds since 1970. */
  readonly now: number;
  /** What must not appear in a message, should the answer repeat it. */
  readonly secrets: readonly Secret[];
  /** Where the keys came from, in words. */
  readonly keysFrom: string;
  /** Whether the request carried a key of the API Gateway. */
  readonly hasApiKey: boolean;
}

const kindOfStatus: Readonly<Record<number, ErrorKind>> = {
  401: "authentication",
  403: "permission",
  404: "notFound",
  429: "throttled",
};

/** Statuses after which the same request may succeed. */
const passing = new Set([500, 502, 503, 504]);

const requestIds = ["x-ncp-trace-id", "x-ncp-apigw-request-id", "x-ncp-request-id"];

const minute = 60_000;
const tolerableSkew = 2 * minute;

/** The error for an answer that says what is wrong. */
export function explainFault(fault: ErrorBody, answer: RawAnswer, context: AnswerContext): NcloudError {
  const meaning = meaningOf(fault, context.request.codes);
  const kind = meaning?.kind ?? kindOf(answer.status, fault.code !== undefined);
  const said = makePresentable(fault.message ?? "", context.secrets);
  const summary = said || meaning?.message || "failed without saying why";
  const code =
    fault.code === undefined ? undefined : makePresentable(fault.code, context.secrets).slice(0, 64);
  return createError(kind, summary, { ...detailsOf(kind, answer, context, meaning), code });
}

/** The error for an answer that no document describes; `text` is shown in part. */
export function explainStatus(
  what: string,
  answer: RawAnswer,
  context: AnswerContext,
  text = "",
): NcloudError {
  const kind = kindOf(answer.status, false);
  const said = makePresentable(text, context.secrets);
  const redirected = answer.status >= 300 && answer.status < 400;
  const summary = redirected
    ? "a redirect, which is not followed"
    : `${what}${said === "" ? "" : `: "${said}"`}`;
  const hint = redirected ? "Check endpoint, endpoints and the proxy variables" : undefined;
  const details = detailsOf(kind, answer, context);
  return createError(kind, `NCP, or something on the way to it, sent ${summary}`, {
    ...details,
    hint: details.hint ?? hint,
  });
}

/** The service's own table wins, where both know the code. */
function meaningOf({ code, fromGateway }: ErrorBody, codes: CodeTable): CodeMeaning | undefined {
  if (code === undefined) return undefined;
  if (Object.hasOwn(codes, code)) return codes[code];
  return fromGateway && Object.hasOwn(gatewayCodes, code) ? gatewayCodes[code] : undefined;
}

/** Without a code, a 404 may come from anything on the way and proves nothing to be gone. */
function kindOf(status: number, hasCode: boolean): ErrorKind {
  if (status === 404 && !hasCode) return "service";
  const isRefusal = status >= 400 && status < 500;
  return kindOfStatus[status] ?? (isRefusal ? "invalidInput" : "service");
}

function detailsOf(
  kind: ErrorKind,
  answer: RawAnswer,
  context: AnswerContext,
  meaning?: CodeMeaning,
): ErrorDetails {
  const { status } = answer;
  const { service, operation } = context.request;
  const isPassing = kind === "throttled" || (kind === "service" && passing.has(status));
  return {
    service,
    operation,
    status,
    requestId: requestIdOf(answer, context.secrets),
    hint: findHint(kind, answer, context, meaning),
    retryAfter: retryAfterOf(readHeader(answer, "retry-after"), readDate(answer) || context.now),
    retryable: meaning?.retryable === true || isPassing,
  };
}

function requestIdOf(answer: RawAnswer, secrets: readonly Secret[]): string | undefined {
  const id = requestIds
    .map((name) => readHeader(answer, name))
    .find((value) => value !== undefined && value !== "");
  return id === undefined ? undefined : makePresentable(id, secrets);
}

function findHint(
  kind: ErrorKind,
  answer: RawAnswer,
  context: AnswerContext,
  meaning?: CodeMeaning,
): string | undefined {
  if (kind === "authentication") return describeClock(answer, context) ?? describeKeys(context, meaning);
  const isDenied = meaning !== undefined && meaning === gatewayCodes[permissionDenied];
  return isDenied ? describePermission(context, meaning) : meaning?.hint;
}

function describeClock(answer: RawAnswer, { now }: AnswerContext): string | undefined {
  const skew = now - readDate(answer);
  // A date that cannot be read is no number, and no skew either.
  if (!(Math.abs(skew) >= tolerableSkew)) return undefined;
  const minutes = Math.round(Math.abs(skew) / minute);
  const direction = skew > 0 ? "ahead of" : "behind";
  return `The clock of this machine is ${minutes} minutes ${direction} NCP's, which refuses more than 5: set the clock`;
}

/** Not a number where it cannot be read. */
function readDate(answer: RawAnswer): number {
  return Date.parse(readHeader(answer, "date") ?? "");
}

function describeKeys(context: AnswerContext, meaning?: CodeMeaning): string {
  const hint = meaning?.hint ?? "Check accessKey and secretKey";
  return `${hint}. The keys came from ${context.keysFrom}${describeApiKey(context)}`;
}

function describePermission(context: AnswerContext, { hint }: CodeMeaning): string {
  const { requires } = context.request;
  return `${hint}${requires === undefined ? "" : `, such as ${requires.policies}`}${describeApiKey(context)}`;
}

/** Empty unless a key is missing that may be needed. */
function describeApiKey({ request: { requires }, hasApiKey }: AnswerContext): string {
  if (hasApiKey || requires?.apiKey !== true) return "";
  const { key, environment, secret } = settingRules.apiKey;
  return `. Most documents of this service ask for a key of the API Gateway too, and none is set: set ${key} ${describePlacesToSet(key, environment, secret)}`;
}

/** Seconds or an HTTP date, as milliseconds from now; a date is compared with the server's own clock. */
function retryAfterOf(text: string | undefined, serverNow: number): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - serverNow;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
