import type { Socket } from "node:net";
import { setInterval as every } from "node:timers";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { resolveSettings } from "../../provider/gateway";
import { type Client, createClient } from "../../provider/services";
import { callLike, operations } from "../conformance/operations";
import { openWire } from "../conformance/wire";
import {
  accessKey,
  openGateway,
  listJobs as plainListing,
  rejection,
  secretKey,
  serve,
  settingsOf,
} from "../gateway/support";
import { reported } from "../resilience/report";
import { samplesOf } from "../samples";
import { altered, jsonTexts, refusals, seed, spoilt } from "./generators";
import { expectClear, flood, gibibyte, mebibyte, peakGrowth, serveRaw } from "./hostile";

const tried = reported("hostile answers", "answers");

const apiKey = "API_PLANTED_3";
const cookie = "COOKIE_PLANTED_4";
const password = "PASSWORD_PLANTED_5";
const keys = [accessKey, secretKey, apiKey];
const planted = [...keys, cookie, password];
/** A call that carries everything that is planted. */
const listJobs = { ...plainListing, secrets: [cookie, password] };

const prototypeKeys = Reflect.ownKeys(Object.prototype);
afterEach(() => expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeKeys));

/** Gives up early where an answer never ends, and asks only once. */
const impatient = { retry: '{"maxAttempts":1}', timeouts: '{"connect":2,"request":0.3}' };
const patient = { retry: '{"maxAttempts":1}' };

function gatewayTo(endpoint: string, given: Record<string, string> = patient) {
  return openGateway(settingsOf({ endpoint, apiKey, ...given })).gateway;
}

function clientOf(endpoint: string): Client {
  return createClient(gatewayTo(endpoint));
}

function http(body: string | Buffer, { status = "200 OK", headers = [] as string[] } = {}): Buffer {
  const head = [`HTTP/1.1 ${status}`, ...headers, `content-length: ${Buffer.byteLength(body)}`, "", ""];
  return Buffer.concat([Buffer.from(head.join("\r\n")), Buffer.from(body)]);
}

/** Answers that are over: everything was sent and the connection ended. */
const whole = (bytes: string | Buffer) => (socket: Socket) => socket.end(bytes);
/** Answers that begin so and never end, although nothing more comes. */
const unfinished = (bytes: string) => (socket: Socket) => socket.write(bytes);
/** Answers that begin so and go on like that, for a gibibyte. */
const endless = (start: string, more: string) => (socket: Socket) => {
  socket.write(start);
  flood(socket, Buffer.from(more.repeat(Math.ceil(65_536 / more.length))));
};

const nested = (open: string, close: string, levels = 100_000) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;
const chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
const withLength = (length: string, body = '{"returnCode":"0"}') =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n${body}`;

type Kind = "service" | "transport" | "invalidInput";

const answers: readonly (readonly [string, Kind, (socket: Socket) => unknown])[] = [
  // Bodies.
  ["objects 100,000 levels deep", "service", whole(http(nested('{"a":', "}")))],
  ["lists 100,000 levels deep", "service", whole(http(`{"a":${nested("[", "]")}}`))],
  ["101 levels", "service", whole(http(nested('{"a":', "}", 101)))],
  ["lists that are opened and never closed", "service", whole(http("[".repeat(mebibyte)))],
  ["UTF-16", "service", whole(http(Buffer.from('\ufeff{"returnCode":"0"}', "utf16le")))],
  ["an overlong encoding", "service", whole(http(Buffer.from([0x7b, 0xc0, 0xa2, 0x7d])))],
  ["a surrogate in UTF-8", "service", whole(http(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])))],
  ["NUL bytes", "service", whole(http(Buffer.alloc(1000)))],
  ["NUL bytes behind the JSON", "service", whole(http('{"returnCode":"0"}\0\0'))],
  ["two JSON objects", "service", whole(http('{"returnCode":"0"}{"returnCode":"0"}'))],
  ["a code beyond all numbers", "service", whole(http('{"returnCode":1e999}'))],
  ["a code of 400 digits", "service", whole(http(`{"returnCode":${"9".repeat(400)}}`))],
  ["markup that is never closed", "service", whole(http("<".repeat(8 * mebibyte)))],
  [
    "a gzip bomb",
    "service",
    whole(http(gzipSync(Buffer.alloc(64 * mebibyte)), { headers: ["content-encoding: gzip"] })),
  ],
  // Statuses.
  ["a status beyond all classes", "service", whole(http("{}", { status: "999 What" }))],
  ["a status of four digits", "transport", whole(http("{}", { status: "2000 OK" }))],
  ["a status below all classes", "transport", whole(http("{}", { status: "099 No" }))],
  [
    "another protocol",
    "transport",
    whole("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
  ],
  ["no content", "service", whole("HTTP/1.1 204 No Content\r\n\r\n")],
  ["nothing modified", "service", whole("HTTP/1.1 304 Not Modified\r\n\r\n")],
  ["nothing but an interim status", "transport", whole("HTTP/1.1 100 Continue\r\n\r\n")],
  ["a 404 without a code", "service", whole(http('{"message":"no such job"}', { status: "404 Not Found" }))],
  ["a 410 without a code", "invalidInput", whole(http('{"message":"gone"}', { status: "410 Gone" }))],
  // Lengths and chunks.
  ["a length that is too great", "transport", whole(withLength("500"))],
  ["a length that is too small", "service", whole(withLength("5"))],
  ["a length below zero", "transport", whole(withLength("-1"))],
  ["a length that is no number", "transport", whole(withLength("0x12"))],
  ["a length beyond all numbers", "transport", whole(withLength("9".repeat(40)))],
  ["two lengths", "transport", whole(withLength("18\r\ncontent-length: 2"))],
  [
    "a length and chunks",
    "transport",
    whole(withLength("18\r\ntransfer-encoding: chunked", "2\r\n{}\r\n0\r\n\r\n")),
  ],
  ["a chunk size that is no number", "transport", whole(`${chunked}zz\r\n{}\r\n0\r\n\r\n`)],
  ["a chunk size below zero", "transport", whole(`${chunked}-2\r\n{}\r\n0\r\n\r\n`)],
  ["a chunk size beyond all numbers", "transport", whole(`${chunked}${"f".repeat(20)}\r\n{}`)],
  ["a chunk that is longer than it says", "transport", whole(`${chunked}2\r\n{"a":1}\r\n0\r\n\r\n`)],
  ["chunks without an end", "transport", whole(`${chunked}2\r\n{}\r\n`)],
  // What is not HTTP.
  ["nothing", "transport", whole("")],
  ["a reset", "transport", (socket) => socket.resetAndDestroy()],
  ["another version's greeting", "transport", whole("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")],
  ["a TLS alert", "transport", whole(Buffer.from([0x15, 3, 3, 0, 2, 2, 40]))],
  ["a body without a head", "transport", whole('{"returnCode":"0"}')],
  ["a head without a colon", "transport", whole("HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}")],
  ["a NUL byte in the head", "transport", whole("HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 2\r\n\r\n{}")],
  // What does not end.
  ["a body of a gibibyte", "service", endless(`HTTP/1.1 200 OK\r\ncontent-length: ${gibibyte}\r\n\r\n`, " ")],
  ["a body without length", "service", endless("HTTP/1.1 200 OK\r\n\r\n", " ")],
  [
    "an error of a gibibyte",
    "service",
    endless(`HTTP/1.1 500 No\r\ncontent-length: ${gibibyte}\r\n\r\n`, "x"),
  ],
  ["chunks that do not end", "service", endless(chunked, `400\r\n${" ".repeat(1024)}\r\n`)],
  ["endless headers", "transport", endless("HTTP/1.1 200 OK\r\n", `x: ${"y".repeat(1000)}\r\n`)],
  ["an endless header", "transport", endless("HTTP/1.1 200 OK\r\nx: ", "y")],
  ["endless trailers", "transport", endless(`${chunked}2\r\n{}\r\n0\r\n`, "x: y\r\n")],
];

describe("an answer that is hostile", () => {
  it.each(answers)("is a clear error, and takes no memory: %s", async (_, kind, answer) => {
    const endpoint = await serveRaw(answer);
    tried.count += 1;
    const grown = await peakGrowth(async () => {
      const error = await rejection(gatewayTo(endpoint).send(listJobs));
      expectClear(error, planted);
      expect(error.kind).toBe(kind);
    });
    expect(grown).toBeLessThan(256 * mebibyte);
  });

  it.each<[string, (socket: Socket) => unknown]>([
    ["silence", () => {}],
    ["half a head", unfinished("HTTP/1.1 200 OK\r\ncontent-le")],
    ["half a body", unfinished(withLength("100"))],
    ["an endless status line", endless("HTTP/1.1 200 ", "OK")],
    ["an endless chunk extension", endless(`${chunked}1;`, "x")],
    [
      "interim statuses without end",
      endless("", `HTTP/1.1 103 Early Hints\r\nlink: ${"x".repeat(500)}\r\n\r\n`),
    ],
    ["a byte now and then", (socket) => drip(socket, withLength("1000", "{".repeat(1000)))],
    [
      "a byte of the head now and then",
      (socket) => drip(socket, `HTTP/1.1 200 OK\r\nx: ${"y".repeat(1000)}`),
    ],
  ])("is given up at the deadline: %s", async (_, answer) => {
    const endpoint = await serveRaw(answer);
    tried.count += 1;
    const grown = await peakGrowth(async () => {
      const error = await rejection(gatewayTo(endpoint, impatient).send(listJobs));
      expectClear(error, planted);
      expect(error).toMatchObject({
        kind: "transport",
        summary: expect.stringContaining("within 0.3 seconds"),
      });
    });
    expect(grown).toBeLessThan(256 * mebibyte);
  });

  it("is asked for once, however often it sends elsewhere", async () => {
    const asked: string[] = [];
    const endpoint = await serve(({ url = "" }, response) => {
      asked.push(url);
      response.writeHead(307, { location: `${url}&again` }).end('{"returnCode":"0"}');
    });
    tried.count += 1;
    const error = await rejection(gatewayTo(endpoint).send(listJobs));
    expectClear(error, planted);
    expect(error.kind).toBe("service");
    expect(asked).toHaveLength(1);
  });

  it("may repeat its headers, whatever they are called", async () => {
    const called = [
      "__proto__",
      "constructor",
      "hasOwnProperty",
      "toString",
      "date",
      "retry-after",
      "x-ncp-trace-id",
    ];
    const headers = called.flatMap((name) => [`${name}: 1`, `${name}: 2`]);
    const endpoint = await serveRaw(whole(http('{"a":1}', { headers })));
    tried.count += 1;
    expect(await gatewayTo(endpoint).send(listJobs)).toEqual({ a: 1 });
  });

  it("is one answer, whatever comes behind it", async () => {
    let answered = 0;
    const endpoint = await serveRaw((socket) => {
      answered += 1;
      socket.write(Buffer.concat([http(`{"answer":${answered}}`), http('{"answer":"of nobody"}')]));
    });
    const gateway = gatewayTo(endpoint);
    for (let call = 1; call <= 20; call += 1) {
      tried.count += 1;
      expect(await gateway.send(listJobs)).toEqual({ answer: call });
    }
  });

  it("is read no further than the limit", async () => {
    let socketOf: Socket | undefined;
    const endpoint = await serveRaw((socket) => {
      socketOf = socket;
      endless("HTTP/1.1 200 OK\r\n\r\n", " ")(socket);
    });
    tried.count += 1;
    expectClear(await rejection(gatewayTo(endpoint).send(listJobs)), planted);
    expect(socketOf?.bytesWritten).toBeLessThan(64 * mebibyte);
  });
});

describe("an answer of the metadata service", () => {
  it("is read no further than a few kilobytes", async () => {
    let socketOf: Socket | undefined;
    const endpoint = await serveRaw((socket) => {
      socketOf = socket;
      endless("HTTP/1.1 200 OK\r\n\r\n", "a role\n")(socket);
    });
    const given: Record<string, string> = { serverRole: "true", endpoint };
    const settings = resolveSettings({
      given: (key) => given[key],
      environment: { NCLOUD_METADATA_API_ENDPOINT: endpoint },
      file: () => undefined,
    });
    tried.count += 1;
    const error = await rejection(openGateway(settings).gateway.send(listJobs));
    expectClear(error, planted);
    expect(error.kind).toBe("configuration");
    expect(socketOf?.bytesWritten).toBeLessThan(16 * mebibyte);
  });
});

describe("answers at random", () => {
  /** What the raw server sends next; the call that asks for it waits for the answer. */
  let next: Buffer = Buffer.alloc(0);
  const endpointOfNext = () => serveRaw((socket) => socket.end(next));

  it("succeed only if they are a JSON object that reports no error, and prove no absence without a code", async () => {
    const gateway = gatewayTo(await endpointOfNext());
    const statuses = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(200, 201, 400, 401, 404, 429, 500, 503) },
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
    await fc.assert(property, { seed, numRuns: 1_500 });
  });

  it("succeed only with the very body, however the head is spoilt", async () => {
    const gateway = gatewayTo(await endpointOfNext());
    const body = '{"answer":42}';
    const answer = http(body, { headers: ["date: Thu, 01 Oct 2026 00:00:00 GMT", "connection: close"] });
    const property = fc.asyncProperty(spoilt(answer.subarray(0, -body.length)), async (head) => {
      next = Buffer.concat([head, Buffer.from(body)]);
      tried.count += 1;
      const outcome = await outcomeOf(gateway.send(listJobs));
      if (outcome.succeeded) expect(outcome.value).toEqual({ answer: 42 });
      else expectClear(outcome.error, planted);
    });
    await fc.assert(property, { seed, numRuns: 600 });
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
      await fc.assert(property, { seed, numRuns: 60 });
    },
  );
});

describe("a list", () => {
  it("of millions of wrong rows is given up at the first one", async () => {
    const rows = "0,".repeat(2 * mebibyte);
    const endpoint = await serveRaw(whole(http(`{"total_cnt":1,"record_data":[${rows}0]}`)));
    tried.count += 1;
    const grown = await peakGrowth(async () => {
      const error = await rejection(clientOf(endpoint).wsc.getJobs({}));
      expectClear(error, planted);
      expect(error.summary).toContain("record_data.0:");
    });
    expect(grown).toBeLessThan(256 * mebibyte);
  });

  it.each(["-1", "1e999", `"${"9".repeat(400)}"`, '"-1"', "0.5", "null"])(
    "has no total of %s",
    async (total) => {
      const endpoint = await serveRaw(whole(http(`{"total_cnt":${total},"record_data":[]}`)));
      tried.count += 1;
      const error = await rejection(clientOf(endpoint).wsc.getJobs({}));
      expectClear(error, planted);
      expect(error.kind).toBe("service");
    },
  );
});

function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = every(() => socket.write(text.charAt(at++ % text.length)), 20);
  socket.on("close", () => clearInterval(timer));
}

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
