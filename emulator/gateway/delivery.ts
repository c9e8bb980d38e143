import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { Reply } from "./replies";

export type HttpContext = Context<{ Bindings: HttpBindings }>;

/** Statuses that HTTP allows no body with. */
const bodiless = new Set([204, 205, 304]);

/** Sends an answer the way it is to leave. */
export function deliver(c: HttpContext, reply: Reply): Response {
  switch (reply.delivery?.how) {
    case "drop":
      return cutOff(c);
    case "cut":
      return new Response(Buffer.from(reply.body).subarray(0, reply.delivery.after), reply);
    case "hangUp":
      return hangUp(c, reply, reply.delivery.after);
    case "drip":
      return new Response(drip(reply.body, reply.delivery), reply);
    default:
      return new Response(bodiless.has(reply.status) ? null : reply.body, reply);
  }
}

function cutOff(c: HttpContext): Response {
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function hangUp(c: HttpContext, reply: Reply, after: number): Response {
  const { outgoing } = c.env;
  const body = Buffer.from(reply.body);
  outgoing.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  outgoing.write(body.subarray(0, after), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

function drip(
  body: string,
  { bytes, everyMs }: { bytes: number; everyMs: number },
): ReadableStream<Uint8Array> {
  const rest = Buffer.from(body);
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await sleep(everyMs, undefined, { ref: false });
      controller.enqueue(new Uint8Array(rest.subarray(sent, sent + bytes)));
      sent += bytes;
      if (sent >= rest.length) controller.close();
    },
  });
}
