import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator";
import { createJob, emulate, signedHeaders } from "./support";

/** Sends a control call as a browser or a program would, and answers status and body. */
function send(emulator: Emulator, method: string, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const lines = Object.entries({ ...headers, connection: "close" }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const request = [`${method} ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n");
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1", () => socket.write(request));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.once("error", reject);
    socket.once("close", () => {
      const [head = "", body = ""] = Buffer.concat(chunks).toString().split("\r\n\r\n", 2);
      resolve({ status: Number(head.split(" ", 2)[1]), body });
    });
  });
}

async function busy(): Promise<Emulator> {
  const emulator = await emulate({ pace: "manual" });
  await createJob(emulator);
  return emulator;
}

describe("a web page cannot use the controls", () => {
  it.each([
    [
      "from its own site",
      { host: "127.0.0.1", origin: "https://evil.example" },
      /Origin.*https:\/\/evil\.example/,
    ],
    ["from a file or a sandbox", { host: "127.0.0.1", origin: "null" }, /Origin.*null/],
    ["under a name that it points here", { host: "evil.example:4577" }, /Host.*evil\.example:4577/],
    ["under a name that looks like this machine's", { host: "127.0.0.1.evil.example" }, /Host/],
    [
      "from a site that looks like this machine",
      { host: "127.0.0.1", origin: "http://localhost.evil.example" },
      /Origin/,
    ],
    ["under an address that is not this machine's", { host: "0.0.0.0" }, /Host/],
  ])("%s", async (_, headers, reason) => {
    const emulator = await busy();
    const answer = await send(emulator, "POST", "/_emulator/reset", headers);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toEqual({ error: expect.stringMatching(reason) });
    expect(emulator.health().jobs.total).toBe(1);
  });

  it("and learns nothing of what was asked", async () => {
    const emulator = await busy();
    for (const path of ["requests", "health", "nothing"]) {
      const answer = await send(emulator, "GET", `/_emulator/${path}`, { host: "evil.example" });
      expect(answer.status).toBe(403);
    }
  });
});

describe("who knows the emulator by a name that was allowed can use the controls", () => {
  const allowHosts = ["Emulator", "my_service", "172.17.0.2", "fd00:0::2", "127.0.0.1"];

  it.each<Record<string, string>>([
    { host: "emulator:4577" },
    { host: "my_service" },
    { host: "172.17.0.2:80" },
    { host: "[fd00::2]:4577" },
    { host: "localhost:4577" },
    { host: "emulator", origin: "http://emulator:3000" },
  ])("with %o", async (headers) => {
    const emulator = await emulate({ allowHosts });
    expect((await send(emulator, "POST", "/_emulator/reset", headers)).status).toBe(200);
  });

  it.each<Record<string, string>>([
    { host: "evil.example" },
    { host: "emulator.evil.example" },
    { host: "172.17.0.3" },
    { host: "emulator", origin: "http://evil.example" },
  ])("and with %o nobody", async (headers) => {
    const emulator = await emulate({ allowHosts });
    const answer = await send(emulator, "POST", "/_emulator/reset", headers);
    expect([answer.status, answer.body]).toEqual([
      403,
      expect.stringContaining(
        "must be one of 127.0.0.1, localhost, [::1], emulator, my_service, 172.17.0.2, [fd00::2], with any port; --allow-host (allowHosts) adds to these",
      ),
    ]);
  });
});

describe("this machine can use the controls", () => {
  it.each<Record<string, string>>([
    { host: "127.0.0.1:4577" },
    { host: "127.8.9.10" },
    { host: "localhost:1" },
    { host: "LOCALHOST" },
    { host: "[::1]:4577" },
    { host: "127.0.0.1", origin: "http://localhost:3000" },
    { host: "127.0.0.1", origin: "https://127.0.0.1" },
  ])("with %o", async (headers) => {
    const emulator = await busy();
    expect((await send(emulator, "POST", "/_emulator/reset", headers)).status).toBe(200);
    expect(emulator.health().jobs.total).toBe(0);
  });
});

describe("the API", () => {
  it("is asked under any name, because its calls are signed", async () => {
    const emulator = await emulate();
    const host = "ncp.example.com";
    const headers = { ...signedHeaders(emulator, "GET", "/api/v1/jobs"), host };
    expect((await send(emulator, "GET", "/api/v1/jobs", headers)).status).toBe(200);
  });
});
