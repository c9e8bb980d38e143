import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import { describe, expect, it } from "vitest";
import { isNcloudError } from "../../provider/ncp/errors";
import type { GatewayRequest } from "../../provider/ncp/http/request";
import { computeSignature } from "../../provider/ncp/http/signature";
import {
  accessKey,
  bodyOf,
  createJob,
  listen,
  listJobs,
  openGateway,
  rejection,
  secretKey,
  serve,
  settingsOf,
  stubProxies,
} from "./support";

interface Received {
  method?: string;
  url?: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
  port?: number;
}

/** A server that says yes to everything and keeps what it was sent. */
async function record(given: Record<string, string> = {}, base = "") {
  const received: Received[] = [];
  const endpoint = await serve(async (request, response) => {
    const { method, url, headers, socket } = request;
    received.push({ method, url, headers, body: await bodyOf(request), port: socket.remotePort });
    response.end('{"returnCode":"0"}');
  });
  const { gateway } = openGateway(settingsOf({ endpoint: endpoint + base, ...given }));
  return { gateway, received };
}

it("a call that is answered leaves no timer behind", async () => {
  const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const { gateway } = await record();
  const before = countTimers();
  await gateway.send(listJobs);
  expect(countTimers()).toBeLessThanOrEqual(before);
});

describe("a request", () => {
  it("is signed over the very path and query that the server sees", async () => {
    const { gateway, received } = await record({}, "/proxy/ncp/");
    const query = { searchKeyword: "a b+c/한글&=?*", skipped: undefined, page: 2 };
    await gateway.send({ ...listJobs, path: "/api/v1/jobs/%ED%95%9C", query });
    const [call] = received;
    expect(call?.url).toMatch(/^\/proxy\/ncp\/api\/v1\/jobs\/%ED%95%9C\?searchKeyword=a%20b%2Bc%2F/);
    expect(new URL(call?.url ?? "", "http://x").searchParams.get("searchKeyword")).toBe(query.searchKeyword);
    expect(call?.url).not.toContain("skipped");
    const timestamp = String(Date.parse("2026-10-01T00:00:00Z"));
    expect(call?.headers).toMatchObject({
      "x-ncp-apigw-timestamp": timestamp,
      "x-ncp-iam-access-key": accessKey,
      "x-ncp-apigw-signature-v2": computeSignature({
        method: "GET",
        target: call?.url ?? "",
        timestamp,
        accessKey,
        secretKey,
      }),
    });
  });

  it("says who asks, and asks for JSON", async () => {
    const { gateway, received } = await record();
    await gateway.send(listJobs);
    expect(received[0]?.headers).toMatchObject({
      accept: "application/json",
      "content-type": "application/json",
      "user-agent": expect.stringMatching(/^pulumi-ncloud-security\/\d+\.\d+\.\d+\S* node\/\d+\./),
    });
    expect(received[0]?.headers).not.toHaveProperty("x-ncp-apigw-api-key");
  });

  it("carries the API key when there is one", async () => {
    const { gateway, received } = await record({ apiKey: "API" });
    await gateway.send(listJobs);
    expect(received[0]?.headers["x-ncp-apigw-api-key"]).toBe("API");
  });

  it("carries JSON", async () => {
    const { gateway, received } = await record();
    await gateway.send({ ...createJob, body: { json: { StartUrl: "https://한글.kr" } } });
    expect(JSON.parse(received[0]?.body.toString() ?? "")).toEqual({ StartUrl: "https://한글.kr" });
    expect(received[0]?.method).toBe("PUT");
  });

  it("carries a form with a file, byte for byte", async () => {
    const { gateway, received } = await record();
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45]);
    const form = new FormData();
    form.append("file", new File([bytes], "이름.zip"));
    form.append("archivePassword", "pass");
    await gateway.send({ ...createJob, service: "filesafer", method: "POST", body: { form } });
    const { headers, body } = received[0] ?? { headers: {}, body: Buffer.alloc(0) };
    expect(headers["content-length"]).toBe(String(body.length));
    const parsed = await new Response(new Uint8Array(body), {
      headers: { "content-type": headers["content-type"] ?? "" },
    }).formData();
    const file = parsed.get("file");
    if (!(file instanceof File)) throw new Error("expected a file");
    expect(file.name).toBe("이름.zip");
    expect(await file.bytes()).toEqual(bytes);
    expect(parsed.get("archivePassword")).toBe("pass");
  });

  it("is signed anew, with the same form, when it is repeated", async () => {
    const seen: [string | undefined, string][] = [];
    const endpoint = await serve(async (request, response) => {
      const body = await bodyOf(request);
      seen.push([request.headers["x-ncp-apigw-timestamp"]?.toString(), body.toString()]);
      response.writeHead(seen.length === 1 ? 429 : 200, { "retry-after": "3" }).end('{"returnCode":"0"}');
    });
    const form = new FormData();
    form.append("file", new Blob(["x"]));
    await openGateway(settingsOf({ endpoint })).gateway.send({ ...createJob, body: { form } });
    expect(Number(seen[1]?.[0]) - Number(seen[0]?.[0])).toBe(3000);
    expect(seen[1]?.[1]).toBe(seen[0]?.[1]);
  });

  it("goes to the endpoint of its service", async () => {
    const endpoint = await serve((_, response) => response.end('{"from":"common"}'));
    const wsc = await serve((_, response) => response.end('{"from":"own"}'));
    const { gateway } = openGateway(settingsOf({ endpoint, endpoints: JSON.stringify({ wsc }) }));
    expect(await gateway.send(listJobs)).toEqual({ from: "own" });
    expect(await gateway.send({ ...listJobs, service: "filesafer" })).toEqual({ from: "common" });
  });

  it("for Security Monitoring in the financial cloud fails before it is sent", async () => {
    const request: GatewayRequest = { ...listJobs, service: "securitymonitoring", operation: "getAVList" };
    const error = await rejection(openGateway(settingsOf({ site: "fin" })).gateway.send(request));
    expect(error).toMatchObject({
      kind: "configuration",
      summary: expect.stringContaining('not offered in the site "fin"'),
    });
    const endpoint = await serve((_, response) => response.end("{}"));
    const endpoints = JSON.stringify({ securitymonitoring: endpoint });
    expect(await openGateway(settingsOf({ site: "fin", endpoints })).gateway.send(request)).toEqual({});
  });
});

describe("a connection", () => {
  it("is used again", async () => {
    const { gateway, received } = await record();
    for (let call = 0; call < 10; call += 1) await gateway.send(listJobs);
    // A call that follows at once may find the first connection not yet free.
    expect(new Set(received.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
  });

  it("goes through the proxy that the environment names, unless NO_PROXY says otherwise", async () => {
    const asked: string[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      asked.push(request.url ?? "");
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    stubProxies({ HTTPS_PROXY: await listen(proxy) });
    const error = await rejection(openGateway(settingsOf({})).gateway.send(listJobs));
    expect(asked).toEqual(["wsc.apigw.ntruss.com:443"]);
    expect(error).toMatchObject({
      kind: "transport",
      details: { sent: false, hint: expect.stringContaining("HTTPS_PROXY") },
    });
  });

  it("that a proxy never makes is given up in time, and nothing was sent", async () => {
    const sockets: Duplex[] = [];
    const proxy = createServer().on("connect", (_, socket) => sockets.push(socket));
    stubProxies({ HTTPS_PROXY: await listen(proxy) });
    const given = { timeouts: '{"request":0.2}', retry: '{"maxAttempts":1}' };
    expect(await rejection(openGateway(settingsOf(given)).gateway.send(createJob))).toMatchObject({
      summary: "no connection to https://wsc.apigw.ntruss.com within 0.2 seconds",
      details: { sent: false, retryable: true },
    });
    for (const socket of sockets) socket.destroy();
  });

  it("that does not become free in time leaves a call unsent for ever", async () => {
    let arrived = 0;
    const endpoint = await serve(() => {
      arrived += 1;
    });
    const given = { endpoint, timeouts: '{"request":0.5}', retry: '{"maxAttempts":1}' };
    // Not spread, so that all of them come before the first is given up.
    const { gateway } = openGateway(settingsOf(given), { random: () => 0 });
    const errors = await Promise.all(Array.from({ length: 40 }, () => rejection(gateway.send(createJob))));
    const unsent = errors.filter((error) => isNcloudError(error) && error.details.sent === false);
    expect(unsent.length).toBeGreaterThan(0);
    await rejection(gateway.send(listJobs));
    expect(arrived).toBeLessThanOrEqual(errors.length - unsent.length + 1);
  });

  it("leaves the proxy out where NO_PROXY says so", async () => {
    stubProxies({ HTTP_PROXY: "http://127.0.0.1:1", NO_PROXY: "127.0.0.1" });
    const { gateway, received } = await record();
    await gateway.send(listJobs);
    expect(received).toHaveLength(1);
  });

  it("reports a proxy that is not a URL without showing it", () => {
    stubProxies({ HTTPS_PROXY: "http://me:hunter2@:bad" });
    const open = () => openGateway(settingsOf({}));
    expect(open).toThrow(/HTTPS_PROXY/);
    expect(open).not.toThrow(/hunter2/);
  });
});

describe("an answer", () => {
  it("must come within the time of one attempt", async () => {
    const endpoint = await serve(() => {});
    const given = { endpoint, timeouts: '{"request":0.05}' };
    expect(await rejection(openGateway(settingsOf(given)).gateway.send(createJob))).toMatchObject({
      kind: "transport",
      summary: expect.stringContaining("within 0.05 seconds"),
    });
  });

  it("that trickles does not outlast that time", async () => {
    const endpoint = await serve((_, response) => {
      const timer = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(timer));
    });
    const given = { endpoint, timeouts: '{"request":0.1}' };
    expect(
      isNcloudError(await rejection(openGateway(settingsOf(given)).gateway.send(createJob)), "transport"),
    ).toBe(true);
  });

  it("that breaks off is no success", async () => {
    const endpoint = await serve((request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"returnCode":"0"}', () => request.socket.destroy());
    });
    expect(await rejection(openGateway(settingsOf({ endpoint })).gateway.send(createJob))).toMatchObject({
      kind: "transport",
    });
  });

  it("is read up to a limit", async () => {
    const endpoint = await serve((_, response) => response.end(JSON.stringify({ a: "x".repeat(100) })));
    const settings = settingsOf({ endpoint });
    expect(await openGateway(settings, { bodyLimit: 108 }).gateway.send(listJobs)).toHaveProperty("a");
    const error = await rejection(openGateway(settings, { bodyLimit: 107 }).gateway.send(listJobs));
    expect(error).toMatchObject({
      kind: "service",
      summary: expect.stringContaining("larger than 107 bytes"),
    });
  });
});
