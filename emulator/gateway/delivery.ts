import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Reply } from "./replies";
import type { Exchange } from "./routing";

/** Statuses that HTTP allows no body with. */
const bodiless = new Set([204, 205, 304]);

/** Sends an answer the way it is to leave. */
export async function deliver({ incoming, outgoing }: Exchange, reply: Reply): Promise<void> {
  const { status, headers, body, delivery } = reply;
  if (delivery?.how === "drop") {
    incoming.socket.resetAndDestroy();
    return;
  }
  outgoing.statusCode = status;
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  switch (delivery?.how) {
    case "cut":
      outgoing.end(Buffer.from(body).subarray(0, delivery.after));
      break;
    case "hangUp":
      outgoing.setHeader("content-length", Buffer.byteLength(body));
      outgoing.write(Buffer.from(body).subarray(0, delivery.after), () => outgoing.destroy());
      break;
    case "drip":
      await pipeline(Readable.from(drip(body, delivery)), outgoing);
      break;
    default:
      outgoing.end(bodiless.has(status) ? undefined : body);
  }
}

async function* drip(
  body: string,
  { bytes, everyMs }: { bytes: number; everyMs: number },
): AsyncGenerator<Buffer> {
  const rest = Buffer.from(body);
  for (let sent = 0; sent < rest.length; sent += bytes) {
    await sleep(everyMs, undefined, { ref: false });
    yield rest.subarray(sent, sent + bytes);
  }
}
