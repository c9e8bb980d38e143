import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Client, createClient } from "../../provider/ncp/client";
import { accessKey, bodyOf, openGateway, secretKey, serve, settingsOf } from "../ncp/support";

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  /** Path and query, raw. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer<ArrayBuffer>;
}

export interface Reply {
  readonly status: number;
  /** Text is sent as it is, everything else as JSON. */
  readonly body: unknown;
}

export const keys = { accessKey, secretKey };

/** The typed client on a server that keeps what it receives and answers what `reply` says, once for each call. */
export async function openWire(
  reply: () => Reply,
  given: Record<string, string> = {},
): Promise<{ client: Client; received: Received[] }> {
  const received: Received[] = [];
  const endpoint = await serve(async (request, response) => {
    received.push(await receive(request));
    const { status, body } = reply();
    response.writeHead(status, { date: "Thu, 01 Oct 2026 00:00:00 GMT" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const { gateway } = openGateway(settingsOf({ endpoint, retry: '{"maxAttempts":1}', ...given }));
  return { client: createClient(gateway), received };
}

async function receive(request: IncomingMessage): Promise<Received> {
  const { method = "", url = "", headers } = request;
  return { method, target: url, headers, bytes: Buffer.from(await bodyOf(request)) };
}
