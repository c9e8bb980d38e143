import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { resolveSettings } from "../../provider/ncp/settings/settings";
import { openGateway, rejection, serve } from "../ncp/support";
import { reported } from "../support/report";
import { clientOf, gatewayTo, impatient, listJobs, planted } from "./calls";
import { expectClear, gibibyte, mebibyte, peakGrowth, serveRaw, watchPrototypes } from "./hostile";
import { chunked, drip, endless, http, nested, unfinished, whole, withLength } from "./rawAnswers";

const tried = reported("hostile answers", "answers");

watchPrototypes();

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

  it("is read as it came, and a gzip bomb stays packed", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
    const endpoint = await serveRaw(whole(http(bomb, { headers: ["content-encoding: gzip"] })));
    tried.count += 1;
    const error = await rejection(gatewayTo(endpoint).send(listJobs));
    expectClear(error, planted);
    // Unpacked, it would be UTF-8, and larger than what is read.
    expect(error).toMatchObject({ kind: "service", summary: expect.stringContaining("not UTF-8") });
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

describe("a list", () => {
  it("of millions of wrong rows is given up, and told by the first one", async () => {
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
