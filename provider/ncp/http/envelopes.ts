import { isObject } from "../api/fields";
/** What an answer says went wrong, before anyone looked up what it means. */
export interface ErrorBody {
  readonly code?: string;
  readonly message?: string;
  /** True where the API gateway itself may speak, so that its own codes apply. */
  readonly fromGateway: boolean;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Finds one of NCP's ways to say no; undefined if the body does not speak this way, or says yes. */
type Envelope = (body: Fields, succeeded: boolean) => ErrorBody | undefined;

const envelopes: readonly Envelope[] = [
  // The gateway and Web Security Checker. Documented with numbers, seen with strings.
  ({ error }) => (isObject(error) ? readFault(error, "errorCode", ["message", "details"], true) : undefined),
  ({ responseError: error }) =>
    isObject(error) ? readFault(error, "returnCode", ["returnMessage", "message"], true) : undefined,
  // File Safer, Security Monitoring, and the jobs of Web Security Checker.
  (body) =>
    "returnCode" in body ? readFault(body, "returnCode", ["returnMessage", "returnDesc"], false) : undefined,
  (body) =>
    "errorCode" in body && body.errorCode !== null
      ? readFault(body, "errorCode", ["message", "errorMessage"], true)
      : undefined,
  // In a success these two names may be ordinary fields.
  (body, succeeded) =>
    "code" in body && !succeeded ? readFault(body, "code", ["msg", "message"], false) : undefined,
  readSpringFault,
];

/** The first thing in a JSON body that says that the call failed. */
export function findFault(body: Fields, succeeded: boolean): ErrorBody | undefined {
  for (const envelope of envelopes) {
    const fault = envelope(body, succeeded);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function readFault(
  fields: Fields,
  codeName: string,
  texts: readonly string[],
  fromGateway: boolean,
): ErrorBody | undefined {
  const code = readCode(fields[codeName]);
  if (code === "0") return undefined;
  const message = texts.map((name) => fields[name]).filter((text) => typeof text === "string" && text !== "");
  return { code, message: message.length === 0 ? undefined : message.join(": "), fromGateway };
}

/** What the Spring framework answers where the service has no answer of its own. It knows no codes. */
function readSpringFault({ timestamp, status, error, message }: Fields): ErrorBody | undefined {
  if (typeof error !== "string" || error === "") return undefined;
  const isSpring = timestamp !== undefined || status !== undefined;
  const text = isSpring && typeof message === "string" && message !== "" ? `${error}: ${message}` : error;
  return { message: text, fromGateway: false };
}

function readCode(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The same from XML, which the gateway answers now and then although JSON was asked for. */
export function findXmlFault(text: string): ErrorBody | undefined {
  if (!/<(responseError|Message|error)[\s>]/.test(text)) return undefined;
  const message = readElement(text, "returnMessage") ?? readElement(text, "message");
  return {
    code: readElement(text, "returnCode") ?? readElement(text, "errorCode"),
    message: message ?? text,
    fromGateway: true,
  };
}

function readElement(text: string, name: string): string | undefined {
  const content = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]?.trim();
  return content === "" ? undefined : content;
}
