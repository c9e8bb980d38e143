import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { CodeTable } from "../../provider/ncp/api/service";
import { hasCode, isNcloudError, type NcloudError } from "../../provider/ncp/errors";
import { createJob, listJobs, openGateway, rejection, secretKey, serve, settingsOf } from "./support";

interface Reply {
  status?: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
  codes?: CodeTable;
}

const once = { retry: '{"maxAttempts":1}' };

async function ask({ status = 200, body = "", headers = {}, codes = {} }: Reply): Promise<unknown> {
  const endpoint = await serve((_, response) => {
    response.writeHead(status, { date: "Thu, 01 Oct 2026 00:00:00 GMT", ...headers }).end(body);
  });
  return openGateway(settingsOf({ endpoint, ...once })).gateway.send({ ...listJobs, codes });
}

async function errorOf(reply: Reply): Promise<NcloudError> {
  const error = await rejection(ask(reply));
  if (!isNcloudError(error)) throw error;
  return error;
}

const json = (value: unknown) => JSON.stringify(value);

describe("a success", () => {
  it.each<[string, unknown]>([
    ["a number 0", { returnCode: 0, totalRows: 0 }],
    ['a string "0"', { returnCode: "0", returnMessage: "success" }],
    ["no code at all", { total_cnt: 1, record_data: [{ status: "done" }] }],
    [
      "fields that look like an error elsewhere",
      { code: "KR", msg: "hello", error: null, status: 1, message: "x" },
    ],
  ])("may have %s", async (_, body) => {
    expect(await ask({ body: json(body) })).toEqual(body);
  });

  it("may call itself text, and begin with a byte order mark", async () => {
    const reply = { body: '\uFEFF{"a":1}', headers: { "content-type": "text/plain;charset=UTF-8" } };
    expect(await ask(reply)).toEqual({ a: 1 });
  });

  it.each([
    '{"__proto__":{"polluted":1},"a":{"__proto__":{"b":1}}}',
    '{"\\u005f_proto__":{"polluted":1},"a":{}}',
  ])("carries no key that changes prototypes: %s", async (body) => {
    const answer = Object.assign({}, await ask({ body }));
    expect(answer).toEqual({ a: {} });
    expect("polluted" in answer).toBe(false);
  });
});

describe("an error in the body", () => {
  it.each<[string, unknown, string, string]>([
    ["a number in error", { error: { errorCode: 901, message: "API Call Fail" } }, "901", "API Call Fail"],
    ["a string in error", { error: { errorCode: "901", message: "No" } }, "901", "No"],
    ["details", { error: { errorCode: "901", message: "No", details: "Because." } }, "901", "No: Because."],
    [
      "a string returnCode",
      { returnCode: "140001", returnMessage: "Parameter is invalid" },
      "140001",
      "Parameter is invalid",
    ],
    [
      "a number returnCode",
      { returnCode: -1, returnMessage: "Permission Denied" },
      "-1",
      "Permission Denied",
    ],
    ["returnDesc", { returnCode: "9", returnDesc: "fail" }, "9", "fail"],
    ["responseError", { responseError: { returnCode: "800", returnMessage: "Bad" } }, "800", "Bad"],
    ["errorCode", { errorCode: "7", message: "Bad" }, "7", "Bad"],
  ])("is an error even in HTTP 200: %s", async (_, body, code, summary) => {
    const error = await errorOf({ body: json(body) });
    expect(error).toMatchObject({
      kind: "service",
      summary,
      details: { code, status: 200, service: "wsc", operation: "getJobs" },
    });
    expect(hasCode(error, code)).toBe(true);
  });

  it.each<[string, unknown]>([
    ["nothing known", { anything: 1 }],
    ["a success code", { returnCode: "0" }],
    ["code and msg", { code: "X", msg: "no" }],
  ])("is found outside 2xx with %s", async (_, body) => {
    expect(await errorOf({ status: 400, body: json(body) })).toMatchObject({ kind: "invalidInput" });
  });

  it.each([null, false, "", "00x", {}])("is anything but 0 as a returnCode: %j", async (returnCode) => {
    expect(await errorOf({ body: json({ returnCode }) })).toMatchObject({ kind: "service" });
  });

  it.each<[string, string, number]>([
    ["100", "invalidInput", 400],
    ["200", "authentication", 401],
    ["210", "permission", 401],
    ["300", "notFound", 404],
    ["400", "throttled", 429],
    ["410", "throttled", 429],
    ["420", "throttled", 429],
    ["430", "invalidInput", 413],
    ["500", "service", 503],
    ["510", "service", 504],
    ["900", "service", 500],
  ])("of the gateway, %s, is %s under HTTP 200 and HTTP %s", async (errorCode, kind, status) => {
    const body = json({ error: { errorCode: Number(errorCode), message: "x" } });
    expect(await errorOf({ body })).toMatchObject({ kind });
    expect(await errorOf({ status, body })).toMatchObject({ kind });
  });

  it("does not borrow a meaning of the gateway for a service's returnCode", async () => {
    expect(await errorOf({ body: json({ returnCode: "400" }) })).toMatchObject({ kind: "service" });
  });

  it.each([
    [401, "authentication"],
    [403, "permission"],
    [404, "notFound"],
    [429, "throttled"],
    [422, "invalidInput"],
    [500, "service"],
  ])("with an unknown code is judged by HTTP %s", async (status, kind) => {
    expect(await errorOf({ status, body: json({ errorCode: 777, message: "x" }) })).toMatchObject({ kind });
  });

  it("takes kind and hint from the service's table", async () => {
    const meaning = {
      kind: "conflict",
      message: "Busy",
      meaning: "It runs.",
      hint: "Wait for it",
      retryable: false,
    } as const;
    const error = await errorOf({
      body: json({ error: { errorCode: 160453 } }),
      codes: { "160453": meaning },
    });
    expect(error).toMatchObject({ name: "ConflictError", summary: "Busy", details: { hint: "Wait for it" } });
    expect(error.message).toBe("wsc getJobs: Busy (code 160453, HTTP 200). Wait for it");
  });

  it.each(["constructor", "__proto__", "toString"])("is not confused by the code %s", async (errorCode) => {
    expect(await errorOf({ body: json({ errorCode, message: "x" }) })).toMatchObject({ kind: "service" });
  });

  it("is one bounded line without markup", async () => {
    const message = `<strong>Bad</strong><br>\n${"x".repeat(500)}`;
    const { summary } = await errorOf({ body: json({ error: { errorCode: 1, message } }) });
    expect(summary).toMatch(/^Bad x+\.\.\.$/);
    expect(summary).toHaveLength(200);
  });
});

describe("a body that no document describes", () => {
  it.each<[string, string | Buffer]>([
    ["nothing", ""],
    ["truncated JSON", '{"returnCode":"0","reco'],
    ["invalid UTF-8", Buffer.from('{"a":"\xff"}', "latin1")],
    ["a web page", "<html><body><h1>Login</h1></body></html>"],
    [
      "an XML error",
      "<responseError><returnCode>1</returnCode><returnMessage>No</returnMessage></responseError>",
    ],
    ["an XML message", "<Message><status>401</status></Message>"],
    ["a list", "[]"],
    ["null", "null"],
    ["text", "OK"],
  ])("is neither a success nor a proof of absence: %s", async (_, body) => {
    expect(await errorOf({ body })).toMatchObject({ kind: "service" });
    expect(isNcloudError(await errorOf({ status: 404, body }), "notFound")).toBe(
      body.includes("returnCode>1<"),
    );
  });

  it("is not gone because Spring answers 404", async () => {
    const body = json({ timestamp: 1, status: 404, error: "Not Found", message: "No handler" });
    expect(await errorOf({ status: 404, body })).toMatchObject({
      kind: "service",
      summary: "Not Found: No handler",
    });
  });

  it("is read for codes if it is XML", async () => {
    const body = "<error><errorCode>200</errorCode><message>Authentication Failed</message></error>";
    expect(await errorOf({ body })).toMatchObject({
      kind: "authentication",
      summary: "Authentication Failed",
    });
  });

  it("is a redirect that is not followed", async () => {
    const error = await errorOf({ status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "{}" });
    expect(error.message).toContain("a redirect, which is not followed");
  });
});

describe("an authentication failure", () => {
  const body = json({ error: { errorCode: "200", message: "Authentication Failed" } });

  it("says how far the clock is off", async () => {
    const behind = await errorOf({ status: 401, body, headers: { date: "Thu, 01 Oct 2026 00:07:00 GMT" } });
    expect(behind.details.hint).toContain("7 minutes behind");
    const ahead = await errorOf({ status: 401, body, headers: { date: "Wed, 30 Sep 2026 23:58:00 GMT" } });
    expect(ahead.details.hint).toContain("2 minutes ahead of");
  });

  it("says where the keys came from when the clock is right", async () => {
    const error = await errorOf({ status: 401, body, headers: { date: "Thu, 01 Oct 2026 00:01:59 GMT" } });
    expect(error.details.hint).toContain("The keys came from the Provider's arguments");
  });
});

describe("errors", () => {
  it.each(["x-ncp-trace-id", "x-ncp-apigw-request-id", "x-ncp-request-id"])(
    "carry the request id of %s",
    async (name) => {
      const error = await errorOf({ status: 500, headers: { [name]: "trace-1" } });
      expect(error.details.requestId).toBe("trace-1");
      expect(error.message).toContain("request trace-1");
    },
  );

  it("never hold a header or a credential, even if the service repeats them", async () => {
    const apiKey = "API_PLANTED_3";
    const odd = "SK_PLANTED<b>/+ 2";
    const endpoint = await serve(({ headers }, response) => {
      const signature = headers["x-ncp-apigw-signature-v2"];
      const message = `${headers["x-ncp-iam-access-key"]} ${odd} ${encodeURIComponent(odd)} ${apiKey} ${signature}`;
      response.writeHead(400, { "x-ncp-trace-id": apiKey });
      response.end(json({ error: { errorCode: odd, message } }));
    });
    const { gateway } = openGateway(settingsOf({ endpoint, secretKey: odd, apiKey }));
    const error = await rejection(gateway.send(createJob));
    const printed = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(printed).not.toMatch(/PLANTED|x-ncp|=/);
    expect(error).toMatchObject({
      summary: Array(5).fill("[redacted]").join(" "),
      details: { code: "[redacted]" },
    });
  });

  it("of the connection hold no more", async () => {
    const endpoint = await serve((request) => request.socket.destroy());
    const error = await rejection(openGateway(settingsOf({ endpoint })).gateway.send(createJob));
    const printed = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(isNcloudError(error, "transport")).toBe(true);
    expect(printed).not.toContain(secretKey);
    expect(printed).not.toMatch(/PLANTED|headers/);
  });
});
