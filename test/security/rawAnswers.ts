import type { Socket } from "node:net";
import { setInterval as every } from "node:timers";
import { flood } from "./hostile";

export function http(body: string | Buffer, { status = "200 OK", headers = [] as string[] } = {}): Buffer {
  const head = [`HTTP/1.1 ${status}`, ...headers, `content-length: ${Buffer.byteLength(body)}`, "", ""];
  return Buffer.concat([Buffer.from(head.join("\r\n")), Buffer.from(body)]);
}

/** Answers that are over: everything was sent and the connection ended. */
export const whole = (bytes: string | Buffer) => (socket: Socket) => socket.end(bytes);
/** Answers that begin so and never end, although nothing more comes. */
export const unfinished = (bytes: string) => (socket: Socket) => socket.write(bytes);
/** Answers that begin so and go on like that, for a gibibyte. */
export const endless = (start: string, more: string) => (socket: Socket) => {
  socket.write(start);
  flood(socket, Buffer.from(more.repeat(Math.ceil(65_536 / more.length))));
};

export const nested = (open: string, close: string, levels = 100_000) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;
export const chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
export const withLength = (length: string, body = '{"returnCode":"0"}') =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n${body}`;

export function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = every(() => socket.write(text.charAt(at++ % text.length)), 20);
  socket.on("close", () => clearInterval(timer));
}
