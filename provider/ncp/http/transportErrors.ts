import { isNcloudError, type NcloudError, TransportError } from "../errors";

interface Cause {
  readonly reason: string;
  readonly hint: string;
  readonly retryable: boolean;
}

/** How far a request came. */
export interface Progress {
  /** False as long as it is certain that no byte of it was written. */
  begun: boolean;
}

/** Why there was no connection to write to, by the codes of Node and undici. */
const neverBegun: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: unreachable("nothing listens there"),
  ENOTFOUND: unreachable("the host name is not known"),
  EAI_AGAIN: unreachable("the name server does not answer"),
  EHOSTUNREACH: unreachable("the host cannot be reached"),
  ENETUNREACH: unreachable("the network cannot be reached"),
  EADDRNOTAVAIL: unreachable("this machine has no free port left"),
  UND_ERR_CONNECT_TIMEOUT: unreachable("it was not made within timeouts.connect"),
  UND_ERR_PRX_CONN: unreachable("the proxy ended it"),
  UND_ERR_PRX_TLS: refused("the proxy's certificate is for another host"),
  // undici reports a proxy's refusal as an abortion; our own aborts never come here.
  UND_ERR_ABORTED: refused("the proxy refuses it"),
  UND_ERR_INVALID_ARG: refused("the request is malformed"),
};

const brokenOff = unreachable("it broke off while it was made");

/** undici's code for a proxy's 407, when it forwards requests instead of tunnelling them. */
const passwordAsked = "UND_ERR_INVALID_ARG";

/** What Node calls a certificate that it does not accept. */
const untrusted = /^(CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

const untrustedCause: Cause = {
  reason: "the certificate is not accepted",
  hint: "If a proxy reads the traffic, name its certificate in NODE_EXTRA_CA_CERTS",
  retryable: false,
};

const outcomeUnknown = "Whether NCP carried out the request is not known";

/**
 * Turns what undici throws into an error that is safe to print. The original is not attached,
 * because undici's errors may hold the request's headers.
 */
export function explainTransport(error: unknown, origin: string, { begun }: Progress): NcloudError {
  if (isNcloudError(error)) return error;
  const code = readCode(error);
  if (isCodeError(error)) return describeCodeError(error, { begun });
  return begun ? explainLost(code, origin) : explainUnsent(code, origin);
}

/** An error of code, and not of a connection. */
function isCodeError(error: unknown): error is Error {
  return [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind);
}

/** Without its message, which may repeat a header; the first line of its stack tells where to look. */
function describeCodeError({ name, stack = "" }: Error, { begun }: Progress): TransportError {
  const place = stack.split("\n").find((line) => /^\s+at /.test(line));
  return new TransportError(
    `the HTTP client failed (${name}${place === undefined ? "" : ` ${place.trim()}`})`,
    {
      sent: begun ? undefined : false,
      retryable: false,
      hint: `This is a fault of this package or of what it runs on, not of the network: please report it${begun ? `. ${outcomeUnknown}` : ""}`,
    },
  );
}

function explainUnsent(code: string, origin: string): TransportError {
  const { reason, ...details } = untrusted.test(code) ? untrustedCause : (neverBegun[code] ?? brokenOff);
  return new TransportError(`no connection to ${origin}: ${reason} (${code})`, { ...details, sent: false });
}

/** Of a request that was begun no code tells whether it arrived: reads and writes fail with most of them too. */
function explainLost(code: string, origin: string): TransportError {
  if (code === passwordAsked) {
    const { reason, ...details } = refused("the proxy asks for a password");
    return new TransportError(`no answer from ${origin}: ${reason} (${code})`, details);
  }
  const summary = `the connection to ${origin} was lost (${code})`;
  return new TransportError(summary, { retryable: true, hint: outcomeUnknown });
}

/** The answer was not whole when the time of one attempt was over. */
export function explainDeadline(origin: string, seconds: number, { begun }: Progress): TransportError {
  if (begun) {
    return new TransportError(`no whole answer from ${origin} within ${seconds} seconds`, {
      retryable: true,
      hint: `${outcomeUnknown}. timeouts.request allows more time`,
    });
  }
  return new TransportError(`no connection to ${origin} within ${seconds} seconds`, {
    sent: false,
    retryable: true,
    hint: "Too many calls wait for one, or a proxy does not answer. timeouts.request allows more time",
  });
}

function unreachable(reason: string): Cause {
  return { reason, hint: "Check the network, the proxy variables and the endpoint", retryable: true };
}

function refused(reason: string): Cause {
  return { reason, hint: "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment", retryable: false };
}

function readCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "no code";
}
