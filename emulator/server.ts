import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";

/** The emulator never listens on anything but this machine's own address. */
const host = "127.0.0.1";

export interface RunningServer {
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Serves an app on a port of the loopback address; `onConnection` hears of every connection. */
export async function serveApp(
  app: Hono<{ Bindings: HttpBindings }>,
  port: number,
  onConnection: () => void,
): Promise<RunningServer> {
  // The adapter would otherwise put its own Request and Response in the place of the process's.
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host, overrideGlobalObjects: false });
  server.on("connection", onConnection);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(isTaken(error) ? portTaken(port, error) : error));
    server.listen(port, host, () => resolve());
  });
  return { url: urlOf(server.address()), close: () => closed(server) };
}

function isTaken(error: object): boolean {
  return "code" in error && error.code === "EADDRINUSE";
}

function portTaken(port: number, cause: unknown): Error {
  return new Error(`port ${port} of ${host} is taken: choose another one, or 0 for any that is free`, {
    cause,
  });
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://${host}:${address.port}`;
}

function closed(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    closeConnections(server);
  });
}

function closeConnections(server: object): void {
  if ("closeAllConnections" in server) (server as Server).closeAllConnections();
}
