import type { Socket } from "node:net";
import type { buildConnector, Dispatcher } from "undici";
import { loadUndici } from "./undici";

/**
 * A pool of connections on which interim answers are ignored, as `factory` of undici's agents. A server may send
 * "100 Continue" unasked (RFC 9110, 15.2), and undici would end the connection: a billed call would count as lost
 * although its answer comes next.
 */
export function openPoolIgnoringInterim(origin: string | URL, options: object): Dispatcher {
  const { Pool } = loadUndici();
  if (!("connect" in options) || !isConnector(options.connect)) return new Pool(origin, options);
  const { connect } = options;
  const ignoring: buildConnector.connector = (place, callback) =>
    connect(place, (...outcome) => {
      if (outcome[0] === null) ignoreInterim(outcome[1]);
      callback(...outcome);
    });
  return new Pool(origin, { ...options, connect: ignoring });
}

function isConnector(connect: unknown): connect is buildConnector.connector {
  return typeof connect === "function";
}

/** Takes interim answers out of what undici reads. An answer begins where something was written since the last one. */
function ignoreInterim(socket: Socket): void {
  const read = socket.read.bind(socket);
  let held: Buffer = Buffer.alloc(0);
  let answered = -1;
  socket.read = (size?: number): unknown => {
    for (;;) {
      const chunk: unknown = read(size);
      if (!Buffer.isBuffer(chunk) || socket.bytesWritten === answered) return chunk;
      held = dropInterim(held.length === 0 ? chunk : Buffer.concat([held, chunk]));
      if (isUndecided(held)) continue;
      const rest = held;
      held = Buffer.alloc(0);
      answered = socket.bytesWritten;
      return rest;
    }
  };
}

/** All but 101, with which a server would leave HTTP. */
const interim = /^HTTP\/1\.1 1(?!01)\d\d[ \r]$/;
const example = "HTTP/1.1 100 ";
const end = "\r\n\r\n";

/** A head that goes on longer is left to undici, which refuses it. */
const longestHead = 16 * 1024;

function dropInterim(bytes: Buffer): Buffer {
  let rest = bytes;
  while (beginsInterim(rest) && rest.includes(end)) rest = rest.subarray(rest.indexOf(end) + end.length);
  return rest;
}

function isUndecided(bytes: Buffer): boolean {
  return beginsInterim(bytes) && bytes.length < longestHead;
}

/** Also true of the first bytes of one, as far as they are there. */
function beginsInterim(bytes: Buffer): boolean {
  const begun = bytes.toString("latin1", 0, example.length);
  return interim.test(begun + example.slice(begun.length));
}
