import { beforeEach, describe, expect, it } from "vitest";
import type { Gateway } from "../../../provider/ncp/http/request";
import { changed, name, scan } from "../subjects";
import { freshStack, stack, world } from "./freshStack";

freshStack("spellings of a target");

/** Each means the same host to a browser, and another text to a search. */
const spellings = [
  ["an internationalised name", "https://한글.example.com/", "https://xn--bj0bj06e.example.com/"],
  ["a short address", "http://127.1/", "http://127.0.0.1/"],
  ["percent escapes", "https://%73hop.example.com/", "https://shop.example.com/"],
  ["capitals", "https://SHOP.example.com/", "https://shop.example.com/"],
  ["the port that is the default", "https://shop.example.com:443/", "https://shop.example.com/"],
] as const;

describe.each(spellings)("a host with %s", (_row, startUrl, normal) => {
  const program = changed(scan.program, { startUrl });

  it("that is scanned by somebody else is a conflict that names the scan", async () => {
    const [stranger] = world.emulator.seed({ jobs: [{ startUrl: normal }] }).jobs;
    expect((await stack.up(program)).errors[0]?.message).toContain(`scan job ${stranger} already scans`);
    expect(world.emulator.health().billed).toBe(0);
  });

  it("is waited for while its own scan goes on, and scanned again free of charge", async () => {
    await stack.up(program);
    world.onSleep = () => world.remote.step();
    expect((await stack.up(changed(program, { triggers: { release: 2 } }))).errors).toEqual([]);
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
  });
});

describe("a listing that spells the site without its scheme", () => {
  const around = (inner: Gateway): Gateway => ({
    close: () => inner.close(),
    send: async (...call) =>
      JSON.parse(
        JSON.stringify(await inner.send(...call)).replaceAll('"start_url":"https://', '"start_url":"'),
      ),
  });
  beforeEach(() => stack.up(scan.program));

  it("leaves it to the sign whose scan it is: a destroy ends it", async () => {
    expect((await stack.destroy({ around })).errors).toEqual([]);
    expect(world.remote.activeJobs()).toEqual([]);
  });

  it("leaves it to the number which scan keeps the site busy: a re-diagnosis waits, and stays free", async () => {
    world.onSleep = () => world.remote.step();
    expect((await stack.up(scan.changed, { around })).errors).toEqual([]);
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
  });
});

describe("a re-diagnosis that NCP refuses while its own scan is just stopping", () => {
  it("waits for that, and does not become a scan that is billed", async () => {
    await stack.up(scan.program);
    world.remote.finish();
    await stack.up(scan.changed);
    world.remote.finish(92);
    const refusal = { status: 400, code: "160455", envelope: "service" } as const;
    world.emulator.faults({ operation: "createJob", times: 1, effect: refusal });
    const blind = { status: 200, body: '{"total_cnt":0,"record_data":[]}' };
    world.emulator.faults({ operation: "searchJobs", nth: 2, times: 3, effect: blind });
    await stack.up(changed(scan.program, { triggers: { release: 3 } }));
    expect(world.emulator.health().billed).toBe(1);
  });
});

describe("a re-diagnosis that NCP refuses while the scan that it repeats goes on", () => {
  beforeEach(() => stack.up(scan.program));

  it("does not become a scan that is billed, though no search by URL finds the scan", async () => {
    world.emulator.faults({
      operation: "searchJobs",
      nth: 2,
      times: 1_000,
      effect: { status: 200, body: '{"total_cnt":0,"record_data":[]}' },
    });
    world.onSleep = () => {
      world.remote.step();
      if (world.remote.activeJobs().length === 0) world.emulator.clearFaults();
    };
    expect((await stack.up(scan.changed)).errors).toEqual([]);
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
    expect(stack.state.get(name)?.outputs.masterInstanceNo).toBe(Number(stack.state.get(name)?.id));
  });
});
