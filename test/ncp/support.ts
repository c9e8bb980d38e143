import { createServer, Server as HttpServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { afterEach, beforeEach, onTestFinished, vi } from "vitest";
import type { GatewayParts } from "../../provider/ncp/http/gateway";
import { createGateway } from "../../provider/ncp/http/gateway";
import type { Gateway, GatewayRequest } from "../../provider/ncp/http/request";
import { resolveSettings, type Settings } from "../../provider/ncp/settings/settings";

export const accessKey = "AK_PLANTED_1";
export const secretKey = "SK_PLANTED_2";

// The machine that runs the tests may itself be behind a proxy.
beforeEach(() => stubProxies({}));
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Sets these proxy variables for one test, and no others. */
export function stubProxies(values: Record<string, string>): void {
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"]) {
    vi.stubEnv(name.toLowerCase(), undefined);
    vi.stubEnv(name, values[name]);
  }
}

/** Starts a server on loopback for one test and answers its base URL. */
export async function serve(listener: RequestListener): Promise<string> {
  return listen(createServer(listener));
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    if (server instanceof HttpServer) server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  return Buffer.concat(await request.toArray());
}

/** Settings from plain values, as a Provider's arguments would give them. */
export function settingsOf(given: Record<string, string>): Settings {
  const all: Record<string, string> = { accessKey, secretKey, ...given };
  return resolveSettings({ given: (key) => all[key], environment: {}, file: () => undefined });
}

/** A gateway that waits on a clock of its own and keeps what it was asked to wait. */
export function openGateway(settings: Settings, parts: Partial<GatewayParts> = {}) {
  const waits: number[] = [];
  let now = Date.parse("2026-10-01T00:00:00Z");
  const gateway: Gateway = createGateway(settings, {
    clock: () => now,
    random: () => 0,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    ...parts,
  });
  onTestFinished(() => gateway.close());
  return { gateway, waits };
}

export const listJobs: GatewayRequest = {
  service: "wsc",
  operation: "getJobs",
  method: "GET",
  path: "/api/v1/jobs",
  query: { limit: 10, page: 1 },
  repeatable: true,
  codes: {},
};

/** Billed, and so never to be repeated blindly. */
export const createJob: GatewayRequest = {
  service: "wsc",
  operation: "createJob",
  method: "PUT",
  path: "/api/v1/job",
  body: { json: { StartUrl: "https://example.com" } },
  repeatable: false,
  codes: {},
};

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`expected a rejection, got ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );
}
