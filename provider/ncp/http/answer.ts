import { isObject } from "../api/fields";
import type { NcloudError } from "../errors";
import { type AnswerContext, explainFault, explainStatus } from "./answerErrors";
import type { RawAnswer } from "./collector";
import { findFault, findXmlFault } from "./envelopes";

/**
 * The parsed body of a success. Judges by the body, because NCP reports errors in HTTP 200 and
 * JSON as text/plain: only a JSON object, in a 2xx, that holds no error is a success.
 *
 * @throws NcloudError for everything else.
 */
export function judgeAnswer(answer: RawAnswer, context: AnswerContext): unknown {
  const succeeded = answer.status >= 200 && answer.status < 300;
  const text = decode(answer.body);
  if (text === undefined) throw explainStatus("an answer that is not UTF-8", answer, context);
  const body = parse(text);
  if (!isObject(body)) throw explainText(text, body !== undefined, answer, context);
  if (!removePrototypeKeys(body))
    throw explainStatus(`JSON that is nested deeper than ${deepest} levels`, answer, context);
  const fault = findFault(body, succeeded);
  if (fault !== undefined) throw explainFault(fault, answer, context);
  if (succeeded) return body;
  throw explainStatus("an answer that does not say what is wrong", answer, context);
}

function explainText(text: string, isJson: boolean, answer: RawAnswer, context: AnswerContext): NcloudError {
  if (isJson) return explainStatus("JSON that is not an object", answer, context);
  const fault = findXmlFault(text);
  if (fault !== undefined) return explainFault(fault, answer, context);
  if (text.trim() === "") return explainStatus("an empty answer", answer, context);
  const kind = text.trimStart().startsWith("<") ? "a web page" : "text that is not whole JSON";
  return explainStatus(kind, answer, context, text);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Removes a byte order mark; undefined if the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The documented answers have five levels at most. */
const deepest = 100;

/**
 * Removes every key that would change the prototype of the object that someone copies it to. False
 * if the body is nested so deeply that code which descends into it may run out of stack.
 */
function removePrototypeKeys(body: object, levels = deepest): boolean {
  if (levels === 0) return false;
  if (Object.hasOwn(body, "__proto__")) Reflect.deleteProperty(body, "__proto__");
  return Object.values(body).every((value) => !isNested(value) || removePrototypeKeys(value, levels - 1));
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
