import { type Context, faultError, wordlessError } from "./answerErrors";
import { findFault, findXmlFault, isFields } from "./envelopes";
import type { NcloudError } from "./errors";
import type { RawAnswer } from "./transport";

/**
 * The parsed body of a success. Judges by the body, because NCP reports errors in HTTP 200 and
 * JSON as text/plain: only a JSON object, in a 2xx, that holds no error is a success.
 *
 * @throws NcloudError for everything else.
 */
export function judge(answer: RawAnswer, context: Context): unknown {
  const succeeded = answer.status >= 200 && answer.status < 300;
  const text = decode(answer.body);
  if (text === undefined) throw wordlessError("an answer that is not UTF-8", answer, context);
  const body = parse(text);
  if (!isFields(body)) throw errorOfText(text, body !== undefined, answer, context);
  const fault = findFault(body, succeeded);
  if (fault !== undefined) throw faultError(fault, answer, context);
  if (succeeded) return body;
  throw wordlessError("an answer that does not say what is wrong", answer, context);
}

function errorOfText(text: string, isJson: boolean, answer: RawAnswer, context: Context): NcloudError {
  if (isJson) return wordlessError("JSON that is not an object", answer, context);
  const fault = findXmlFault(text);
  if (fault !== undefined) return faultError(fault, answer, context);
  if (text.trim() === "") return wordlessError("an empty answer", answer, context);
  const kind = text.trimStart().startsWith("<") ? "a web page" : "text that is not whole JSON";
  return wordlessError(kind, answer, context, text);
}

/** Removes a byte order mark; undefined if the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    // Reviving is slow, and hardly any body holds such a key.
    return /__proto__|\\u005f/i.test(text) ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A key that would change the prototype of the object that someone copies it to. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}
