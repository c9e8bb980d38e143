import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { type ListenPlace, loopback, nameReachably } from "./hosts";

export interface RunningServer {
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Serves an app; `onConnection` hears of every connection. */
export async function serveApp(
  app: Hono<{ Bindings: HttpBindings }>,
  { port, host = loopback }: ListenPlace,
  onConnection: () => void,
): Promise<RunningServer> {
  const hostname = nameReachably(host);
  // The adapter would otherwise put its own Request and Response in the place of the process's.
  const server = createAdaptorServer({ fetch: app.fetch, hostname, overrideGlobalObjects: false });
  server.on("connection", onConnection);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  return { url: toUrl(hostname, server.address()), close: () => closeServer(server) };
}

/** An error of listening, in words where it is one that another choice helps against. */
function explain(cause: Error, host: string, port: number): Error {
  const code = "code" in cause ? cause.code : undefined;
  if (code === "EADDRINUSE")
    return new Error(`port ${port} of ${host} is taken: choose another one, or 0 for any that is free`, {
      cause,
    });
  if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT")
    return new Error(`this machine has no address ${host}: choose one that it has, or 0.0.0.0 for all`, {
      cause,
    });
  return cause;
}

function toUrl(hostname: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://${hostname}:${address.port}`;
}

function closeServer(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    closeConnections(server);
  });
}

function closeConnections(server: object): void {
  if ("closeAllConnections" in server) (server as Server).closeAllConnections();
}
