import type { IncomingMessage } from "node:http";
import { maximumFileSize } from "../../provider/ncp/api/filesafer/schemas";
import type { Operation } from "../../provider/ncp/api/operation";
import { GatewayRefusal } from "../refusals";

const mebibyte = 1024 * 1024;

/** A file that is a little too large must reach File Safer, which has its own code for it. */
const largestBody: Record<Operation["carries"], number> = {
  nothing: mebibyte,
  query: mebibyte,
  json: mebibyte,
  multipart: maximumFileSize + 6 * mebibyte,
};

/** The body as bytes; refused by the gateway as soon as it is too large, without keeping the rest. */
export function readBody(incoming: IncomingMessage, carries: Operation["carries"]): Promise<Buffer> {
  const limit = largestBody[carries];
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers["content-length"] ?? 0) > limit) reject(tooLarge(limit));
    const chunks: Buffer[] = [];
    let size = 0;
    // The stream flows on after a refusal: closing it would reset the connection before the answer is out.
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(tooLarge(limit));
      else chunks.push(chunk);
    });
    incoming.once("end", () => resolve(Buffer.concat(chunks)));
    incoming.once("error", reject);
  });
}

function tooLarge(limit: number): GatewayRefusal {
  return new GatewayRefusal("430", `The body exceeds ${limit} bytes.`);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A value from JSON text. Throws for broken JSON, and for bytes that are not UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  return JSON.parse(utf8.decode(bytes));
}

/** The same for a body that must be an object. */
export function parseJsonObject(bytes: Buffer): Record<string, unknown> {
  const value = parseJson(bytes);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("not a JSON object");
  return { ...value };
}

/** The fields of a form; of several values for one name, the first. Throws for a broken one. */
export async function parseForm(bytes: Buffer, contentType: string): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  }).formData();
  return Object.fromEntries([...form].reverse());
}
