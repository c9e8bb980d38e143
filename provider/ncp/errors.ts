/**
 * What went wrong, in the words a caller decides by:
 *
 * - "configuration": a setting is missing or wrong; nothing was sent
 * - "authentication": the key, the secret, the signature or the clock is wrong
 * - "permission": the key is good, but may not do this
 * - "throttled": too many requests
 * - "notFound": NCP says that there is no such thing
 * - "invalidInput": an argument is wrong
 * - "conflict": the state of the service is against it
 * - "service": NCP failed, or answered what no document describes
 * - "transport": no whole answer came
 *
 * The class says the same as `kind`; the guards compare `kind`, so they also hold across two copies
 * of this package.
 */
export type ErrorKind =
  | "configuration"
  | "authentication"
  | "permission"
  | "throttled"
  | "notFound"
  | "invalidInput"
  | "conflict"
  | "service"
  | "transport";

/** What is known of an error beside its kind; each detail only where it is known. */
export interface ErrorDetails {
  /** The service that was asked: "wsc", "filesafer", "securitymonitoring" or "sts". */
  service?: string;
  /** The API's own name of the call, such as "createJob". */
  operation?: string;
  /** NCP's code, as text: the documents and the services mix numbers and strings. */
  code?: string;
  /** The HTTP status; informative only, because errors also travel in HTTP 200. */
  status?: number;
  /** NCP's id of the request, for a support ticket. */
  requestId?: string;
  /** What the user can do about it, as one sentence. */
  hint?: string;
  /** How long the server asked to wait, in milliseconds. */
  retryAfter?: number;
  /** False only when it is certain that the request never left this machine. */
  sent?: boolean;
  /** True when the same call may succeed a little later; whether repeating it is safe is another question. */
  retryable?: boolean;
}

/** What led to an error. Not the language's own ErrorOptions, which older libraries of TypeScript lack. */
export interface Cause {
  cause?: unknown;
}

/** The base of every error of the gateway. Holds no header, credential or request body. */
export class NcloudError extends Error {
  /** Where it happened, NCP's code, and what to do about it. */
  readonly details: Readonly<ErrorDetails>;
  /** What went wrong, in one sentence; `message` tells the details too. */
  readonly summary: string;

  constructor(
    /** What kind of error it is. */
    readonly kind: ErrorKind,
    summary: string,
    details: ErrorDetails = {},
    options?: Cause,
  ) {
    super(describe(summary, details), options);
    this.name = new.target.name;
    this.summary = summary;
    this.details = details;
  }
}

/** The part that the classes below share: their kind is fixed. */
function defineKind(kind: ErrorKind) {
  return class extends NcloudError {
    constructor(summary: string, details?: ErrorDetails, options?: Cause) {
      super(kind, summary, details, options);
    }
  };
}

/** A missing or malformed setting: found before anything is sent. */
export class ConfigurationError extends defineKind("configuration") {}

/** The key, the secret, the signature or the clock is wrong. */
export class AuthenticationError extends defineKind("authentication") {}

/** The key is good, but may not do this. */
export class PermissionError extends defineKind("permission") {}

/** Turned away before the service saw the request: repeating it is always safe. */
export class ThrottledError extends defineKind("throttled") {}

/** NCP knows no such thing, and says so with a code: a bare HTTP 404 is a ServiceError. */
export class NotFoundError extends defineKind("notFound") {}

/** The service, or a schema of ours, refuses the request as it stands. */
export class InvalidInputError extends defineKind("invalidInput") {}

/** The request is well formed, but the state of the service is against it. */
export class ConflictError extends defineKind("conflict") {}

/** The service failed, or answered something that no document describes. */
export class ServiceError extends defineKind("service") {}

/** No whole answer came: whether the request was carried out is not known unless `sent` is false. */
export class TransportError extends defineKind("transport") {}

const classes = {
  configuration: ConfigurationError,
  authentication: AuthenticationError,
  permission: PermissionError,
  throttled: ThrottledError,
  notFound: NotFoundError,
  invalidInput: InvalidInputError,
  conflict: ConflictError,
  service: ServiceError,
  transport: TransportError,
} satisfies Record<ErrorKind, typeof ConfigurationError>;

/** The error class that goes with a kind, for callers that read the kind from a table. */
export function createError(kind: ErrorKind, summary: string, details?: ErrorDetails): NcloudError {
  return new classes[kind](summary, details);
}

/** The same error with one more sentence in its hint. */
export function addHint(error: NcloudError, sentence: string): NcloudError {
  const { kind, summary, details } = error;
  const hint = details.hint === undefined ? sentence : `${details.hint}. ${sentence}`;
  return createError(kind, summary, { ...details, hint });
}

/**
 * True for an error of the gateway, of one of these kinds if any are given.
 *
 * @example
 * if (isNcloudError(error, "throttled", "transport")) await tryLater();
 */
export function isNcloudError(error: unknown, ...kinds: ErrorKind[]): error is NcloudError {
  if (!(error instanceof Error) || !("kind" in error) || !("details" in error)) return false;
  return kinds.length === 0 || kinds.some((kind) => kind === error.kind);
}

/** True when NCP (or a schema) answered with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): error is NcloudError {
  return isNcloudError(error) && error.details.code !== undefined && codes.includes(error.details.code);
}

function describe(summary: string, details: ErrorDetails): string {
  const call = [details.service, details.operation].filter(Boolean).join(" ");
  const facts = [
    details.code === undefined ? undefined : `code ${details.code}`,
    details.status === undefined ? undefined : `HTTP ${details.status}`,
    details.requestId === undefined ? undefined : `request ${details.requestId}`,
  ].filter((fact) => fact !== undefined);
  const suffix = facts.length === 0 ? "" : ` (${facts.join(", ")})`;
  const hint = details.hint === undefined ? "" : `. ${details.hint}`;
  return `${call === "" ? "" : `${call}: `}${summary}${suffix}${hint}`;
}
