import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callLike, operations } from "../conformance/operations";
import { openWire } from "../conformance/wire";
import { samplesOf } from "../samples";
import { reported } from "../support/report";
import { apiKey, cookie, gatewayTo, keys, listJobs, password, planted } from "./calls";
import { altered, jsonTexts, refusals, spoilt } from "./generators";
import { expectClear, serveRaw, watchPrototypes } from "./hostile";
import { http } from "./rawAnswers";

const tried = reported("hostile answers at random", "answers");
watchPrototypes();

describe("answers at random", () => {
  /** What the raw server sends next; the call that asks for it waits for the answer. */
  let next: Buffer = Buffer.alloc(0);
  const endpointOfNext = () => serveRaw((socket) => socket.end(next));

  it("succeed only if they are a JSON object that reports no error, and prove no absence without a code", async () => {
    const gateway = gatewayTo(await endpointOfNext());
    const statuses = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(200, 201, 400, 401, 404, 429, 500, 502, 503) },
      // 204 and 304 have no body, whatever follows.
      fc.integer({ min: 200, max: 999 }).filter((status) => status !== 204 && status !== 304),
    );
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      { weight: 6, arbitrary: jsonTexts(planted).map((text) => Buffer.from(text)) },
      { weight: 3, arbitrary: refusals(planted).map((text) => Buffer.from(text)) },
      spoilt(Buffer.from(JSON.stringify(samplesOf("getJobs")[0].response.body))),
    );
    const property = fc.asyncProperty(statuses, bodies, async (status, body) => {
      next = http(body, { status: `${status} ?` });
      tried.count += 1;
      const outcome = await outcomeOf(gateway.send(listJobs));
      expect(outcome.succeeded).toBe(saysYes(status, body));
      if (outcome.succeeded) return;
      expectClear(outcome.error, planted);
      if (outcome.error.kind === "notFound") expect(outcome.error.details.code).toBeDefined();
    });
    await fc.assert(property, { numRuns: 1_500 });
  });

  it("succeed only with the very body, however the head is spoilt", async () => {
    const gateway = gatewayTo(await endpointOfNext());
    const body = '{"answer":42}';
    let succeeded = 0;
    const answer = http(body, { headers: ["date: Thu, 01 Oct 2026 00:00:00 GMT", "connection: close"] });
    const property = fc.asyncProperty(spoilt(answer.subarray(0, -body.length)), async (head) => {
      next = Buffer.concat([head, Buffer.from(body)]);
      tried.count += 1;
      const outcome = await outcomeOf(gateway.send(listJobs));
      if (!outcome.succeeded) return expectClear(outcome.error, planted);
      expect(outcome.value).toEqual({ answer: 42 });
      succeeded += 1;
    });
    await fc.assert(property, { numRuns: 600 });
    // Had every one failed, success would prove nothing.
    expect(succeeded).toBeGreaterThan(0);
  });

  it.each(Object.keys(operations))(
    "to %s are what its documents describe, or a clear error",
    async (name) => {
      const { request, response } = samplesOf(name)[0];
      let body = "";
      const { client } = await openWire(() => ({ status: response.status, body }), { apiKey });
      const asked = withSecrets(request);
      const carried = planted.filter(
        (secret) => keys.includes(secret) || JSON.stringify(asked).includes(secret),
      );
      const texts = fc.oneof(altered(response.body, carried), refusals(carried));
      const property = fc.asyncProperty(texts, async (text) => {
        body = text;
        tried.count += 1;
        const outcome = await outcomeOf(callLike(client, name, asked));
        if (outcome.succeeded) operations[name as keyof typeof operations].output.parse(JSON.parse(text));
        else expectClear(outcome.error, carried);
      });
      await fc.assert(property, { numRuns: 60 });
    },
  );
});

type Outcome =
  | { readonly succeeded: true; readonly value: unknown }
  | { readonly succeeded: false; readonly error: unknown };

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  return call.then(
    (value): Outcome => ({ succeeded: true, value }),
    (error: unknown): Outcome => ({ succeeded: false, error }),
  );
}

/** The rule in other words than the gateway's own: a JSON object in a 2xx with no sign of an error. */
function saysYes(status: number, bytes: Buffer): boolean {
  const body = objectIn(bytes);
  if (body === undefined || status < 200 || status > 299) return false;
  const { error, responseError, returnCode, errorCode } = body;
  const codes = [
    "returnCode" in body ? (returnCode ?? "none") : 0,
    errorCode ?? 0,
    isObject(error) ? (error.errorCode ?? "none") : 0,
    isObject(responseError) ? (responseError.returnCode ?? "none") : 0,
  ];
  const isZero = (code: unknown) => code === 0 || (typeof code === "string" && code.trim() === "0");
  return codes.every(isZero) && (typeof error !== "string" || error === "");
}

function objectIn(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The request with secrets where it may have some. */
function withSecrets<Request extends { json?: Record<string, unknown>; form?: Record<string, string> }>(
  request: Request,
): Request {
  const { json, form } = request;
  return {
    ...request,
    ...(json?.StartUrl === undefined ? {} : { json: { ...json, Headers: { Cookie: cookie } } }),
    ...(form === undefined ? {} : { form: { ...form, archivePassword: password } }),
  };
}
