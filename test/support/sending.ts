import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { z } from "zod";

/** A request as it leaves this process. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const channel = "undici:request:create";

const message = z.object({
  request: z.object({
    origin: z.coerce.string(),
    method: z.string(),
    path: z.string(),
    body: z.instanceof(Uint8Array).nullish(),
  }),
});

/**
 * Tells of each request before it goes to `origin`, of a repeated one each time: also of those that the
 * service refuses or never sees, which nothing on its side would show. Answers how to stop.
 */
export function watchSending(origin: string, tell: (sent: Sent) => void): () => void {
  const listener = (data: unknown) => {
    const { request } = message.parse(data);
    if (request.origin !== origin) return;
    tell({ ...request, body: Buffer.from(request.body ?? []).toString() });
  };
  subscribe(channel, listener);
  return () => unsubscribe(channel, listener);
}
