import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { resolveSettings } from "../../provider/ncp/settings/settings";
import {
  createJob,
  listen,
  listJobs,
  openGateway,
  rejection,
  serve,
  settingsOf,
  stubProxies,
} from "./support";

const final =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 18\r\n\r\n{"returnCode":"0"}';
const carryOn = "HTTP/1.1 100 Continue\r\n\r\n";
const hints = "HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n";

/** A server that sends these pieces one after another for each request; `requests` counts those that came. */
async function answering(
  ...pieces: string[]
): Promise<{ endpoint: string; requests: () => number; sockets: Set<Socket> }> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay(true).on("error", () => {}));
    socket.on("data", (bytes) => {
      // A body may come in a packet of its own.
      if (!/^(GET|PUT) /.test(bytes.toString("latin1"))) return;
      requests += 1;
      void send(socket, pieces);
    });
  });
  return { endpoint: await listen(server), requests: () => requests, sockets };
}

/** Each piece is read by itself: the next one is sent after the event loop has turned. */
async function send(socket: Socket, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    await new Promise((sent) => socket.write(piece, sent));
    await new Promise((turned) => setImmediate(() => setImmediate(turned)));
  }
}

describe("an interim answer that nobody asked for is ignored", () => {
  it.each<[string, string[]]>([
    ["100 before the answer", [carryOn, final]],
    ["100 in one packet with the answer", [carryOn + final]],
    ["100 with headers", [`HTTP/1.1 100 Continue\r\ndate: today\r\n\r\n`, final]],
    ["100 without a phrase", ["HTTP/1.1 100\r\n\r\n", final]],
    ["100 twice", [carryOn, carryOn, final]],
    ["100, byte by byte", [...carryOn, ...final]],
    ["102", ["HTTP/1.1 102 Processing\r\n\r\n", final]],
    ["103", [hints, final]],
    ["100 and 103 together", [carryOn + hints, carryOn, final]],
  ])("%s", async (_, pieces) => {
    const { endpoint, requests } = await answering(...pieces);
    const { gateway } = openGateway(settingsOf({ endpoint }));
    for (const request of [listJobs, createJob, createJob]) {
      expect(await gateway.send(request)).toEqual({ returnCode: "0" });
    }
    expect(requests()).toBe(3);
  });

  it("on the same connection, time after time", async () => {
    const { endpoint, sockets } = await answering(carryOn, final);
    const { gateway } = openGateway(settingsOf({ endpoint }));
    for (let call = 0; call < 10; call += 1) await gateway.send(listJobs);
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it("through a proxy", async () => {
    const { endpoint: proxy, requests } = await answering(carryOn, final);
    stubProxies({ HTTP_PROXY: proxy });
    const { gateway } = openGateway(settingsOf({ endpoint: "http://127.0.0.1:9" }));
    expect(await gateway.send(createJob)).toEqual({ returnCode: "0" });
    expect(requests()).toBe(1);
  });
});

it("an interim answer of the metadata service is ignored too", async () => {
  const keys = { AccessKeyId: "AK_ROLE", SecretAccessKey: "SK_ROLE" };
  const endpoint = await serve((request, response) => {
    response.writeContinue();
    if (request.url?.endsWith("/")) response.end("role");
    else response.end(JSON.stringify(request.url?.endsWith("/role") ? keys : { returnCode: "0" }));
  });
  const given: Record<string, string> = { serverRole: "true", endpoint, metadataEndpoint: endpoint };
  const settings = resolveSettings({ given: (key) => given[key], environment: {}, file: () => undefined });
  expect(await openGateway(settings).gateway.send(listJobs)).toEqual({ returnCode: "0" });
});

describe("an interim answer does not hide", () => {
  it("what looks like one inside of an answer", async () => {
    const start = "HTTP/1.1 200 OK\r\ncontent-length: 24\r\n\r\n";
    const { endpoint } = await answering(start, '{"note":"', 'HTTP/1.1 100 "}');
    const { gateway } = openGateway(settingsOf({ endpoint }));
    expect(await gateway.send(listJobs)).toEqual({ note: "HTTP/1.1 100 " });
  });

  it("that no answer follows", async () => {
    const { endpoint } = await answering(carryOn);
    const given = { endpoint, timeouts: '{"request":0.1}', retry: '{"maxAttempts":1}' };
    expect(await rejection(openGateway(settingsOf(given)).gateway.send(createJob))).toMatchObject({
      kind: "transport",
      summary: expect.stringContaining("within 0.1 seconds"),
    });
  });

  it("that it has no end itself", async () => {
    const { endpoint } = await answering(`HTTP/1.1 100 Continue\r\nx: ${"y".repeat(100_000)}`);
    const { gateway } = openGateway(settingsOf({ endpoint, retry: '{"maxAttempts":1}' }));
    expect(await rejection(gateway.send(createJob))).toMatchObject({ kind: "transport" });
  });
});
