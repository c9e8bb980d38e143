import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../../provider/ncp/api/operation";
import type { AnswerEffect, Effect } from "../faults/effects";
import type { FiredFault } from "../faults/plan";
import { type GatewayCode, gatewayCodes } from "../refusals";
import { type Delivery, makeGatewayReply, makeJsonReply, makeServiceReply, type Reply } from "./replies";

/** Runs a call under the fault that strikes it. The call itself knows nothing of faults. */
export async function underFault(
  { when, effect }: FiredFault,
  operation: Operation,
  call: () => Promise<Reply>,
): Promise<Reply> {
  if ("delayMs" in effect) return delayAnswer(when, effect.delayMs, call);
  const substitute = substituteFor(effect, operation);
  if (substitute === undefined) return spoilAnswer(await call(), effect);
  if (when === "after") await call();
  return substitute;
}

async function delayAnswer(
  when: FiredFault["when"],
  milliseconds: number,
  call: () => Promise<Reply>,
): Promise<Reply> {
  if (when === "before") await pause(milliseconds);
  const reply = await call();
  if (when === "after") await pause(milliseconds);
  return reply;
}

/** A delay must not keep a closing emulator's process alive. */
function pause(milliseconds: number): Promise<void> {
  return sleep(milliseconds, undefined, { ref: false });
}

/** The answer that stands in for the true one; none for effects that spoil the true one. */
function substituteFor(effect: Effect, operation: Operation): Reply | undefined {
  if ("drop" in effect) return { status: 0, headers: {}, body: "", delivery: { how: "drop" } };
  if ("html" in effect) return renderHtmlPage(effect.status);
  if ("status" in effect) return makeErrorAnswer(effect, operation);
  return undefined;
}

function spoilAnswer(reply: Reply, effect: Effect): Reply {
  if ("contentType" in effect)
    return { ...reply, headers: { ...reply.headers, "content-type": effect.contentType } };
  if ("drip" in effect) return { ...reply, delivery: { how: "drip", ...effect.drip } satisfies Delivery };
  if (!("truncate" in effect)) return reply;
  return { ...reply, delivery: { how: effect.hangUp ? "hangUp" : "cut", after: effect.truncate } };
}

function renderHtmlPage(status: number): Reply {
  const body = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Service page</h1></body></html>\n`;
  return { status, headers: { "content-type": "text/html;charset=UTF-8" }, body };
}

const injected = "Injected by a fault.";

function makeErrorAnswer(effect: AnswerEffect, operation: Operation): Reply {
  const envelope = wrapInEnvelope(effect, operation);
  const headers = { ...envelope.headers, ...effect.headers };
  if (effect.retryAfter !== undefined) headers["retry-after"] = effect.retryAfter;
  return { ...envelope, status: effect.status, headers, body: effect.body ?? envelope.body };
}

function wrapInEnvelope(effect: AnswerEffect, operation: Operation): Reply {
  const code = effect.code ?? readCode(effect.status);
  switch (effect.envelope) {
    case "gateway":
      return makeGatewayReply(isGatewayCode(code) ? code : "900", injected);
    case "service":
      return makeServiceReply(operation, code, "new");
    case "responseError":
      return makeJsonReply(
        effect.status,
        { responseError: { returnCode: code, returnMessage: injected } },
        code,
      );
    case "xml":
      return renderXml(code);
    case "empty":
      return { status: effect.status, headers: {}, body: "" };
  }
}

function renderXml(code: string): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?><responseError><returnCode>${code.replace(/\W/g, "")}</returnCode><returnMessage>${injected}</returnMessage></responseError>`;
  return { status: 500, headers: { "content-type": "application/xml" }, body, code };
}

function isGatewayCode(code: string): code is GatewayCode {
  return Object.hasOwn(gatewayCodes, code);
}

/** The first gateway code that answers with this status: 429 becomes 400, quota exceeded. */
function readCode(status: number): string {
  return Object.entries(gatewayCodes).find(([, meaning]) => meaning.status === status)?.[0] ?? "900";
}
