import { spawn } from "node:child_process";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { startEmulator } from "../../emulator";
import { findFaultOfBaseUrl } from "../../provider/ncp/settings/endpoints";
import { rejection } from "../ncp/support";
import { ask, control, emulate } from "./support";

const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));
const hasIPv6 = addresses.includes("::1");

/** Of hosts those that this machine can listen on: not every one has IPv6. */
const usable = (hosts: readonly string[]) => hosts.filter((host) => hasIPv6 || !host.includes(":"));

/** An emulator on a host, and what it said on standard error when it started. */
async function listening(host: string) {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const emulator = await emulate({ host });
  const said = write.mock.calls.map(([line]) => line);
  write.mockRestore();
  return { emulator, said, port: new URL(emulator.url).port };
}

describe("an emulator that listens on", () => {
  it.each(usable(["0.0.0.0", "::"]))("%s is used on loopback, and says what it opens", async (host) => {
    const { emulator, said, port } = await listening(host);
    expect(emulator.url).toBe(`http://${host === "::" ? "[::1]" : "127.0.0.1"}:${port}`);
    expect(findFaultOfBaseUrl(emulator.url)).toBeUndefined();
    expect((await ask(emulator, "GET", "/api/v1/jobs")).status).toBe(200);
    expect((await control(emulator, "GET", "health")).status).toBe(200);
    expect(said).toEqual([
      `Warning: the emulator listens on ${host}. Whoever reaches port ${port} there can use it and its controls, so give it throw-away credentials only.\n`,
    ]);
  });

  it.each(usable(["127.0.0.1", "::1"]))("%s says nothing: only this machine reaches it", async (host) => {
    const { emulator, said } = await listening(host);
    expect((await control(emulator, "GET", "health")).status).toBe(200);
    expect(said).toEqual([]);
  });
});

describe("an address that cannot be listened on is told, with what to do", () => {
  it("because another machine has it", async () => {
    const error = await rejection(startEmulator({ host: "192.0.2.1" }));
    const message = "this machine has no address 192.0.2.1: choose one that it has, or 0.0.0.0 for all";
    expect(error).toMatchObject({ message });
  });

  it.skipIf(!hasIPv6)("because its port is taken", async () => {
    const { port } = await listening("::1");
    const error = await rejection(startEmulator({ host: "::1", port: Number(port) }));
    expect(error).toMatchObject({ message: expect.stringContaining(`port ${port} of ::1 is taken`) });
  });
});

it("the command prints a URL that works, and the warning", async () => {
  const args = ["dist/command/index.js", "emulator", "--host", "0.0.0.0", "--port", "0", "--quiet"];
  const child = spawn(process.execPath, args);
  const warnings = text(child.stderr);
  const [greeting] = await once(child.stdout, "data");
  const url = /NCLOUD_SECURITY_ENDPOINT=(\S+)/.exec(String(greeting))?.[1] ?? "";
  expect(await (await fetch(`${url}/_emulator/health`)).json()).toMatchObject({ status: "ok" });
  child.kill();
  expect(await warnings).toMatch(/^Warning: the emulator listens on 0\.0\.0\.0\. .*\n$/);
});
