import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange } from "./gateway/routing";
import { type ListenPlace, loopback, nameReachably } from "./hosts";

export interface RunningServer {
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Lets `answer` answer every request; `onConnection` hears of every connection. */
export async function serve(
  answer: (exchange: Exchange) => Promise<void>,
  { port, host = loopback }: ListenPlace,
  onConnection: () => void,
): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    if (!isAddressed(incoming)) outgoing.writeHead(400).end();
    // What fails on the way out ends the connection: half an answer is out, or the emulator was closed meanwhile.
    else answer({ incoming, outgoing }).catch(() => outgoing.destroy());
  });
  server.on("connection", onConnection);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  return { url: toUrl(nameReachably(host), server.address()), close: () => closeServer(server) };
}

/** Whether a request's target and host are what a URL can have. */
function isAddressed({ url = "", headers: { host = "localhost" } }: IncomingMessage): boolean {
  return URL.canParse(url, `http://${host}`);
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

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
