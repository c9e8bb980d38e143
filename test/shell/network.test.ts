import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { serve } from "../ncp/support";
import { Host, shellNames } from "../support/host";

/** The machine that runs the tests may itself be behind one. */
const noProxies = {
  HTTP_PROXY: undefined,
  http_proxy: undefined,
  HTTPS_PROXY: undefined,
  https_proxy: undefined,
  NO_PROXY: undefined,
  no_proxy: undefined,
};

/** A proxy that lets nobody through, and tells to where it should have. */
async function refuseTunnels(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer().on("connect", ({ url = "" }, socket) => {
    asked.push(url);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe.each(shellNames)("the process of the %s shell", (shell) => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ pace: "manual" });
  });
  afterEach(() => emulator.close());

  it("calls through a proxy, with keys of the server's role that the proxy has not seen", async () => {
    const { accessKey: AccessKeyId, secretKey: SecretAccessKey } = emulator.credentials;
    const metadataEndpoint = await serve(({ url }, response) => {
      response.end(url?.endsWith("/") ? "role" : JSON.stringify({ AccessKeyId, SecretAccessKey }));
    });
    const asked: string[] = [];
    const proxy = await serve((request, response) => {
      const { url = "", method, headers } = request;
      asked.push(new URL(url).origin);
      const onward = forward(url, { method, headers }, (answer) => answer.pipe(response));
      request.pipe(onward);
    });
    const host = await Host.start(shell, { ...noProxies, HTTP_PROXY: proxy });
    onTestFinished(() => host.stop());
    const timeouts = JSON.stringify({ request: 5 });
    await host.configure({ serverRole: "true", metadataEndpoint, endpoint: emulator.url, timeouts });
    expect(await host.read("NotificationConfig", "hash")).toMatchObject({ id: "hash" });
    expect([...new Set(asked)]).toEqual([emulator.url]);
  });

  it("asks a proxy for a tunnel to what has https", async () => {
    const { url, asked } = await refuseTunnels();
    const host = await Host.start(shell, { ...noProxies, HTTPS_PROXY: url });
    onTestFinished(() => host.stop());
    const retry = JSON.stringify({ maxAttempts: 1 });
    await host.configure({ ...emulator.credentials, endpoint: "https://ncp.example.com", retry });
    await expect(host.read("NotificationConfig", "hash")).rejects.toThrow("proxy");
    expect([...new Set(asked)]).toEqual(["ncp.example.com:443"]);
  });
});
