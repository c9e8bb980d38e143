import type { Body } from "./request";

/** A request body that any number of attempts can send. */
export interface EncodedBody {
  readonly contentType: string;
  readonly content?: string | Uint8Array;
}

/**
 * Calls without a body are JSON too: the documents ask for the header on all of them.
 *
 * A form is turned into bytes here because undici takes only its own FormData, not the one that
 * Node provides, and because the boundary must be the same in the header and in the body.
 */
export async function encodeBody(body: Body | undefined): Promise<EncodedBody> {
  const contentType = "application/json";
  if (body === undefined) return { contentType };
  if ("json" in body) return { contentType, content: JSON.stringify(body.json) };
  const form = new Response(body.form);
  return { contentType: form.headers.get("content-type") ?? contentType, content: await form.bytes() };
}
