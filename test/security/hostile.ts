import { createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { afterEach, expect, onTestFinished } from "vitest";
import { isNcloudError, type NcloudError } from "../../provider/ncp/errors";

export const mebibyte = 1024 * 1024;
export const gibibyte = 1024 * mebibyte;

/** A server on loopback for one test that speaks whatever `answer` writes, which need not be HTTP. */
export async function serveRaw(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // The client hangs up in the middle of most answers.
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

/** Writes the same bytes again and again, a gibibyte in all, for as long as the other side reads. */
export function flood(socket: Socket, chunk: Buffer): void {
  const write = () => {
    while (!socket.destroyed && socket.bytesWritten < gibibyte) if (!socket.write(chunk)) return;
    socket.end();
  };
  socket.on("drain", write);
  write();
}

/**
 * How much the highest memory use of this process has risen, in bytes, by the time that `work` is done. It is the
 * operating system's own mark, so nothing that is freed in between is missed.
 */
export async function peakGrowth(work: () => Promise<unknown>): Promise<number> {
  const peak = () => process.resourceUsage().maxRSS * 1024;
  const before = peak();
  await work();
  return peak() - before;
}

/** Letters, digits and punctuation, on one line, that read as they are written. */
const readable = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

/** Expects an error of the gateway that is fit to be printed: short, in one line, and without anything planted. */
export function expectClear(error: unknown, planted: readonly string[] = []): asserts error is NcloudError {
  if (!isNcloudError(error)) throw error;
  expect(error.message).toMatch(readable);
  expect(error.message.length).toBeLessThan(1_000);
  const printed = [
    inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(error),
  ];
  for (const secret of planted) expect(printed.join("\n")).not.toContain(secret);
}

/** Expects of every test in the file that it leaves JavaScript's own objects as they were. */
export function watchPrototypes(): void {
  const before = Reflect.ownKeys(Object.prototype);
  afterEach(() => expect(Reflect.ownKeys(Object.prototype)).toEqual(before));
}
