import { connect } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { listRoutes } from "../../emulator/routes";
import { ask, control, signedHeaders } from "../emulator/support";
import { samplesOf } from "../samples";
import { reported } from "../support/report";
import { zip } from "../support/zip";
import { altered, jsonTexts, spoilt, strings } from "./generators";
import { flood, mebibyte, peakGrowth } from "./hostile";

const tried = reported("hostile input to the emulator", "requests");

const now = Date.UTC(2026, 2, 2);

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ clock: () => now, pace: "manual" });
});
// Whatever it was sent, it is still there, and carries out an ordinary call.
afterEach(async () => {
  expect((await control(emulator, "GET", "health")).body).toMatchObject({ status: "ok" });
  expect((await ask(emulator, "GET", "/api/v1/jobs?limit=10&page=1", { at: now })).status).toBe(200);
  await emulator.close();
});

/** Sends bytes as they are, says that no more will come, and answers what came back. */
function exchange(bytes: Uint8Array): Promise<string> {
  tried.count += 1;
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1", () => socket.end(bytes));
    socket.on("data", (data) => received.push(data));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(received).toString("latin1")));
  });
}

/** A signed call as it travels. */
function signedCall(method: string, target: string, body: string): Buffer {
  const headers = Object.entries({
    host: "127.0.0.1",
    connection: "close",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...signedHeaders(emulator, method, target, { at: now }),
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`${method} ${target} HTTP/1.1`, ...headers, "", body].join("\r\n"));
}

describe("the emulator stays up", () => {
  it("under bytes that are no request", async () => {
    const property = fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
      expect(await exchange(bytes)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    });
    await fc.assert(property, { numRuns: 400 });
  });

  it("under signed calls that were spoilt on the way, and never fails itself", async () => {
    const { request } = samplesOf("createJob")[0];
    // The job that the sample repeats is in no emulated account.
    const { MasterInstanceNo: _master, ...fields } = request.json ?? {};
    const call = signedCall("PUT", "/api/v1/job", JSON.stringify(fields));
    const property = fc.asyncProperty(spoilt(call), async (bytes) => {
      expect(await exchange(bytes)).toMatch(/^(HTTP\/1\.1 [24]\d\d |$)/);
    });
    await fc.assert(property, { numRuns: 600 });
    // Had every one been refused, nothing behind the signature would have been tried.
    expect(emulator.requests().some(({ code }) => code === "0")).toBe(true);
    expect(emulator.requests().some(({ code }) => code === "160431")).toBe(true);
  });

  it.each(listRoutes().map(({ operation, method }) => [operation.name, method] as const))(
    "under signed calls of %s by %s with odd fields, and answers each with a code",
    async (name, method) => {
      const { request } = samplesOf(name)[0];
      const fields = { ...request.query, ...request.json };
      const texts = fc.oneof(altered(fields, []), jsonTexts([]));
      const property = fc.asyncProperty(texts, strings([]), async (body, text) => {
        tried.count += 1;
        const query = method === "GET" ? `?${new URLSearchParams(namesOf(body, text))}` : "";
        const target = `${request.path}${query}`;
        const options = method === "GET" ? {} : { body, headers: { "content-type": "application/json" } };
        const answer = await ask(emulator, method, target, { at: now, ...options });
        expect(answer.status).toBeLessThan(500);
        expect(Object.keys(answer.body)).not.toEqual([]);
      });
      await fc.assert(property, { numRuns: 40 });
    },
  );

  it("under files that are no archive although they say so", async () => {
    const archive = zip({ "a.txt": Buffer.from("hello"), "b.txt": Buffer.alloc(5_000, "b") });
    const property = fc.asyncProperty(spoilt(archive), async (bytes) => {
      const answer = await upload(bytes);
      expect(["0", "140010"]).toContain(answer.body.returnCode);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it.each([
    ["say so", (archive: Buffer<ArrayBuffer>) => archive],
    ["say that they do not", withSizeInDirectory(10)],
  ])("under archives that unpack to more than is allowed, and %s", async (_, disguise) => {
    const bytes = disguise(zip({ bomb: Buffer.alloc(100 * mebibyte) }));
    expect(bytes.length).toBeLessThan(mebibyte);
    const grown = await peakGrowth(async () => {
      expect((await upload(bytes)).body.returnCode).toBe("140010");
    });
    expect(grown).toBeLessThan(400 * mebibyte);
  });

  it("under controls that are odd, and answers each with an error or does as told", async () => {
    const paths = fc.constantFrom(
      "clock",
      "pace",
      "settings",
      "faults",
      "seed",
      "jobs/1234567001",
      "files/00",
      "requests",
    );
    const property = fc.asyncProperty(paths, jsonTexts([]), async (path, body) => {
      tried.count += 1;
      const answer = await fetch(`${emulator.url}/_emulator/${path}`, { method: "POST", body });
      expect(answer.status).toBeLessThan(500);
      await answer.text();
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it.each([
    ["announces its length", "content-length: 1073741824\r\n\r\n"],
    ["comes in chunks", "transfer-encoding: chunked\r\n\r\n"],
  ])("under a gibibyte that %s", async (_, rest) => {
    tried.count += 1;
    let sent = 0;
    const grown = await peakGrowth(
      () =>
        new Promise<void>((resolve) => {
          const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1", () => {
            socket.write(`PUT /api/v1/job HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${rest}`);
            flood(socket, Buffer.from(`10000\r\n${"a".repeat(65_536)}\r\n`));
          });
          socket.on("data", (data) => {
            expect(data.toString("latin1")).toContain("HTTP/1.1 413 ");
            sent = socket.bytesWritten;
            socket.destroy();
          });
          socket.on("error", () => {});
          socket.on("close", () => resolve());
        }),
    );
    expect(sent).toBeLessThan(64 * mebibyte);
    expect(grown).toBeLessThan(128 * mebibyte);
  });

  it("while hundreds of clients begin a request and never end it", async () => {
    const sockets = Array.from({ length: 300 }, () => {
      tried.count += 1;
      const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
      socket.on("error", () => {});
      socket.write("PUT /api/v1/job HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n");
      return socket;
    });
    expect((await control(emulator, "GET", "health")).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

/** Gives an archive a directory in which its only file has another size. */
function withSizeInDirectory(size: number) {
  return (archive: Buffer<ArrayBuffer>) => {
    const changed = Buffer.from(archive);
    changed.writeUInt32LE(size, changed.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    return changed;
  };
}

function upload(bytes: Buffer) {
  tried.count += 1;
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), "a.zip");
  return ask(emulator, "POST", "/filefilter/v1/inputFile", { at: now, body: form });
}

/** Fields for a query: those of the JSON, and one at random. */
function namesOf(body: string, text: string): [string, string][] {
  const value: unknown = JSON.parse(body);
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [...entries.map(([name, inner]): [string, string] => [name, JSON.stringify(inner)]), ["odd", text]];
}
