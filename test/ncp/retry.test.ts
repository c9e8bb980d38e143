import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { GatewayRequest } from "../../provider/ncp/http/request";
import { explainTransport } from "../../provider/ncp/http/transportErrors";
import {
  bodyOf,
  createJob,
  listen,
  listJobs,
  openGateway,
  rejection,
  serve,
  settingsOf,
  stubProxies,
} from "./support";

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "drop";

const throttled = (code: number, headers = {}): Answer => ({
  status: 429,
  body: { error: { errorCode: code } },
  headers,
});
const success: Answer = { status: 200, body: { returnCode: "0" } };

/** Plays the answers in turn, the last one again and again. */
async function play(answers: Answer[], given: Record<string, string> = {}) {
  let calls = 0;
  const endpoint = await serve((request, response) => {
    const answer = answers[Math.min(calls, answers.length - 1)];
    calls += 1;
    if (answer === undefined || answer === "drop") request.socket.destroy();
    else
      response
        .writeHead(answer.status, answer.headers)
        .end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  });
  const opened = openGateway(settingsOf({ endpoint, ...given }));
  return { ...opened, calls: () => calls };
}

describe("a throttled call", () => {
  it.each([
    ["one that is safe to repeat", listJobs],
    ["one that is billed", createJob],
  ])("is sent again: %s", async (_, request) => {
    const { gateway, calls } = await play([throttled(410), throttled(420), success]);
    expect(await gateway.send(request)).toEqual({ returnCode: "0" });
    expect(calls()).toBe(3);
  });

  it("is recognised without a readable body", async () => {
    const { gateway, calls } = await play([{ status: 429 }, success]);
    await gateway.send(createJob);
    expect(calls()).toBe(2);
  });

  it("gives up after maxAttempts and says so", async () => {
    const { gateway, calls } = await play([throttled(410)]);
    expect(await rejection(gateway.send(listJobs))).toMatchObject({
      kind: "throttled",
      details: { hint: expect.stringMatching(/--parallel\. Gave up after 4 attempts$/) },
    });
    expect(calls()).toBe(4);
  });

  it("gives up after one repetition when a quota is used up", async () => {
    const { gateway, calls } = await play([throttled(400)]);
    expect(await rejection(gateway.send(listJobs))).toMatchObject({ kind: "throttled" });
    expect(calls()).toBe(2);
  });

  it("waits the seconds that NCP asks for", async () => {
    const { gateway, waits } = await play([throttled(410, { "retry-after": "7" }), success]);
    await gateway.send(listJobs);
    expect(waits).toEqual([7000]);
  });

  it("waits until the date that NCP asks for, by NCP's own clock", async () => {
    const headers = { date: "Thu, 01 Oct 2026 05:00:00 GMT", "retry-after": "Thu, 01 Oct 2026 05:00:09 GMT" };
    const { gateway, waits } = await play([throttled(410, headers), success]);
    await gateway.send(listJobs);
    expect(waits).toEqual([9000]);
  });

  it.each(["soon", "-5", ""])("ignores a Retry-After that means nothing: %j", async (text) => {
    const { gateway, waits } = await play([throttled(410, { "retry-after": text }), success]);
    await gateway.send(listJobs);
    expect(waits).toEqual([0]);
  });

  it("gives up at once when the wait is longer than the budget", async () => {
    const { gateway, calls, waits } = await play([throttled(410, { "retry-after": "61" })]);
    expect(await rejection(gateway.send(listJobs))).toMatchObject({
      details: {
        hint: expect.stringContaining("asks for a wait of 61 seconds, more than retry.budget (60)"),
      },
    });
    expect([calls(), waits]).toEqual([1, []]);
  });

  it("spends one budget on all repetitions", async () => {
    const { gateway, waits } = await play([throttled(410, { "retry-after": "25" })]);
    await rejection(gateway.send(listJobs));
    expect(waits).toEqual([25_000, 25_000]);
  });
});

describe("a failing service", () => {
  const failures: [string, Answer][] = [
    ["HTTP 500", { status: 500 }],
    ["HTTP 502", { status: 502 }],
    ["HTTP 503", { status: 503, body: { returnCode: "1" } }],
    ["HTTP 504", { status: 504, body: { error: { errorCode: 510 } } }],
    ["a lost connection", "drop"],
    ["a retryable code in HTTP 200", { status: 200, body: { error: { errorCode: 900 } } }],
  ];

  it.each(failures)("is asked again after %s if that is safe", async (_, failure) => {
    const { gateway, calls } = await play([failure, success]);
    expect(await gateway.send(listJobs)).toEqual({ returnCode: "0" });
    expect(calls()).toBe(2);
  });

  it.each(failures)("is not asked again after %s if that may be billed twice", async (_, failure) => {
    const { gateway, calls } = await play([failure, success]);
    expect(await rejection(gateway.send(createJob))).toMatchObject({
      name: expect.stringMatching(/Service|Transport/),
    });
    expect(calls()).toBe(1);
  });

  it.each([400, 401, 403, 404, 501])("is not asked again after HTTP %s", async (status) => {
    const { gateway, calls } = await play([{ status, body: { message: "no" } }, success]);
    await rejection(gateway.send(listJobs));
    expect(calls()).toBe(1);
  });

  it("is asked again for a code that its own table calls retryable", async () => {
    const meaning = { kind: "service", message: "m", meaning: "m", hint: "h", retryable: true } as const;
    const failure: Answer = { status: 400, body: { error: { errorCode: 901 } } };
    const codes: GatewayRequest["codes"] = { "901": meaning };
    const { gateway, calls } = await play([failure, success]);
    await gateway.send({ ...listJobs, codes });
    expect(calls()).toBe(2);
  });
});

describe("a connection that was never made", () => {
  it("is tried again for every call, and says that nothing was sent", async () => {
    const { gateway, waits } = openGateway(settingsOf({ endpoint: await freedAddress() }));
    const error = await rejection(gateway.send(createJob));
    expect(error).toMatchObject({ kind: "transport", details: { sent: false, operation: "createJob" } });
    expect(waits).toHaveLength(3);
  });

  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ECONNRESET",
    "UND_ERR_CONNECT_TIMEOUT",
  ])("is recognised by %s before the request was begun", (code) => {
    const error = explainTransport(withCode(code), "https://ncp.example.com", { begun: false });
    expect(error).toMatchObject({ kind: "transport", details: { sent: false, retryable: true } });
  });

  it.each([
    "CERT_HAS_EXPIRED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "UND_ERR_ABORTED",
  ])("for good is not tried again: %s", (code) => {
    const error = explainTransport(withCode(code), "https://ncp.example.com", { begun: false });
    expect(error).toMatchObject({ details: { sent: false, retryable: false } });
  });

  it("breaks off while it is encrypted, and a billed call is tried again", async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections += 1;
      socket.on("error", () => {}).resetAndDestroy();
    });
    const endpoint = (await listen(server)).replace("http:", "https:");
    const { gateway } = openGateway(settingsOf({ endpoint }));
    expect(await rejection(gateway.send(createJob))).toMatchObject({ details: { sent: false } });
    expect(connections).toBe(4);
  });
});

describe("an error of code, and not of a connection,", () => {
  it.each([true, false])("is told as what it is, and not tried again (begun: %s)", (begun) => {
    const error = explainTransport(new TypeError("hush-hush is no function"), "https://ncp.example.com", {
      begun,
    });
    expect(error.details).toMatchObject({ retryable: false, sent: begun ? undefined : false });
    expect(error.message).toContain("the HTTP client failed (TypeError");
    expect(error.message.includes("Whether NCP carried out the request is not known")).toBe(begun);
    expect(error.message).not.toContain("hush-hush");
  });

  it("is one also where Node gives it a code, and tells where to look", () => {
    const invalid = Object.assign(new TypeError("hush-hush"), { code: "ERR_INVALID_ARG_TYPE" });
    const error = explainTransport(invalid, "https://x", { begun: false });
    expect(error.message).toMatch(/the HTTP client failed \(TypeError at .*retry\.test\.ts/);
    expect(error.details.retryable).toBe(false);
  });
});

describe("a connection that breaks once the request was begun", () => {
  const codes = [
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ECONNREFUSED",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EADDRNOTAVAIL",
    "EAI_AGAIN",
    "ERR_SSL_SSLV3_ALERT_INTERNAL_ERROR",
    "CERT_HAS_EXPIRED",
    "UND_ERR_SOCKET",
    "UND_ERR_CONNECT_TIMEOUT",
    "UND_ERR_PRX_CONN",
  ];

  it.each(codes)("may have carried it out, so that a billed call is not repeated: %s", async (code) => {
    const { gateway, calls } = await breaking(code);
    const error = await rejection(gateway.send(createJob));
    expect(error).toMatchObject({
      kind: "transport",
      details: { retryable: true, hint: expect.stringContaining("is not known") },
    });
    expect(error).not.toHaveProperty("details.sent");
    expect(calls()).toBe(1);
  });

  it.each(codes)("is made again for a call that is safe to repeat: %s", async (code) => {
    const { gateway, calls } = await breaking(code);
    expect(await gateway.send(listJobs)).toEqual({ returnCode: "0" });
    expect(calls()).toBe(2);
  });

  it("because the proxy asks for a password does not mean that nothing was sent", async () => {
    const proxy = await serve((_, response) => response.writeHead(407).end());
    stubProxies({ HTTP_PROXY: proxy });
    const { gateway, waits } = openGateway(settingsOf({ endpoint: "http://127.0.0.1:1" }));
    const error = await rejection(gateway.send(createJob));
    expect(error).toMatchObject({
      summary: expect.stringContaining("password"),
      details: { retryable: false },
    });
    expect(error).not.toHaveProperty("details.sent");
    expect(waits).toEqual([]);
  });
});

describe("pauses", () => {
  it("grow exponentially, with full jitter", async () => {
    const { waits } = await throttledWith(0.5);
    expect(waits).toEqual([250, 500, 1000]);
    expect((await throttledWith(0)).waits).toEqual([0, 0, 0]);
  });
});

describe("an aborted call", () => {
  it("ends with the signal's reason while waiting", async () => {
    const abort = new AbortController();
    const reason = new Error("canceled by the user");
    const endpoint = await serve((_, response) => response.writeHead(429).end());
    const sleep = (_: number, signal?: AbortSignal) => {
      abort.abort(reason);
      return Promise.reject(new Error(`interrupted: ${signal?.aborted}`));
    };
    const { gateway } = openGateway(settingsOf({ endpoint }), { sleep });
    expect(await rejection(gateway.send(listJobs, { signal: abort.signal }))).toBe(reason);
  });

  it("ends with the signal's reason while the answer is awaited, and is not sent again", async () => {
    const abort = new AbortController();
    const reason = new Error("canceled by the user");
    let calls = 0;
    const endpoint = await serve(() => {
      calls += 1;
      abort.abort(reason);
    });
    const { gateway } = openGateway(settingsOf({ endpoint }));
    expect(await rejection(gateway.send(listJobs, { signal: abort.signal }))).toBe(reason);
    expect(calls).toBe(1);
  });

  it("is never sent if it was aborted before", async () => {
    const { gateway, calls } = await play([success]);
    const reason = new Error("too late");
    expect(await rejection(gateway.send(listJobs, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(calls()).toBe(0);
  });
});

async function throttledWith(chance: number) {
  const endpoint = await serve((_, response) => response.writeHead(429).end());
  const opened = openGateway(settingsOf({ endpoint }), { random: () => chance });
  await rejection(opened.gateway.send(listJobs));
  return opened;
}

function withCode(code: string): Error {
  return Object.assign(new Error("x"), { code });
}

/** A service that does what the first request asks, and then its connection fails at the client's end. */
async function breaking(code: string) {
  let client: Socket | undefined;
  const keep = (message: unknown) => {
    client = (message as { socket: Socket }).socket;
  };
  subscribe("undici:client:connected", keep);
  onTestFinished(() => void unsubscribe("undici:client:connected", keep));
  let calls = 0;
  const endpoint = await serve(async (request, response) => {
    await bodyOf(request);
    calls += 1;
    if (calls === 1) client?.destroy(Object.assign(withCode(code), { syscall: "read" }));
    else response.end('{"returnCode":"0"}');
  });
  return { ...openGateway(settingsOf({ endpoint })), calls: () => calls };
}

/** An address where nobody listens any more. */
async function freedAddress(): Promise<string> {
  const server = createServer();
  const address = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}
