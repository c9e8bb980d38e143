import { describe, expect, it } from "vitest";
import type { Declared } from "../../support/fakeEngine";
import { changed, name, notification, scan, startUrl } from "../subjects";
import { expectQuiet, freshStack, stack, world } from "./freshStack";

freshStack("replacements");

const billed = () => world.emulator.health().billed;

function variant(options: Partial<Declared>, args: object = {}) {
  return {
    [name]: { type: "ScanJob", args: { startUrl, triggers: { release: 1 }, ...args }, ...options },
  } as const;
}

describe("up --replace of a scan", () => {
  it("ends the old one, and starts a new one", async () => {
    await stack.up(scan.program);
    expect((await stack.up(scan.program, { replace: [name] })).errors).toEqual([]);
    expect(billed()).toBe(2);
    expect(world.remote.activeJobs()).toHaveLength(1);
    await expectQuiet(scan.program);
  });

  it("with the new one made first takes the active one over, and the old one's deletion does not end it", async () => {
    const program = variant({ deleteBeforeReplace: false });
    await stack.up(program);
    const [job] = world.remote.activeJobs();
    expect((await stack.up(program, { replace: [name] })).steps).toEqual([
      `create ${name}`,
      `delete ${job?.instanceNo}`,
    ]);
    expect(world.remote.activeJobs()).toEqual([job]);
    expect(billed()).toBe(1);
    await expectQuiet(program);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(world.remote.activeJobs()).toEqual([]);
  });
});

describe('replaceOnChanges: ["*"] of a scan', () => {
  const gated = variant({ replacedOnErrors: true }, { gate: { total: 0 } });
  const found = () => world.emulator.seed({ findings: { [startUrl]: { high: 1 } } });

  it("with a gate that is not met fails at every up, and pays for one scan", async () => {
    found();
    world.onSleep = () => world.remote.step();
    for (let run = 0; run < 3; run++)
      expect((await stack.up(gated)).errors[0]?.message).toContain("found 1 total, the gate allows 0");
    expect(billed()).toBe(1);
  });

  it("with a scan that is waited for does not end it, and goes on waiting for it", async () => {
    const waiting = variant(
      { replacedOnErrors: true },
      { waitFor: "completed", timeouts: { create: "5s", update: "5s" } },
    );
    for (let run = 0; run < 3; run++)
      expect((await stack.up(waiting)).errors[0]?.message).toContain("waitFor asks for completed");
    expect(billed()).toBe(1);
    expect(world.remote.activeJobs()).toHaveLength(1);
    world.remote.finish();
    expect((await stack.up(waiting)).errors).toEqual([]);
    expect(billed()).toBe(1);
  });

  it("starts another scan when the triggers ask for one", async () => {
    found();
    world.onSleep = () => world.remote.step();
    await stack.up(gated);
    const next = variant({ replacedOnErrors: true }, { gate: { total: 0 }, triggers: { release: 2 } });
    await stack.up(next);
    expect(world.remote.jobs()).toHaveLength(2);
  });

  it("keeps no resource from being deleted that a refresh has looked at before", async () => {
    await stack.up(scan.program);
    expect((await stack.up({}, { refresh: true })).errors).toEqual([]);
    expect(world.remote.activeJobs()).toEqual([]);
  });
});

describe("a setting that is replaced by hand", () => {
  it("still puts back what was there before it", async () => {
    world.emulator.seed({ notifications: { hashfilter: "ERR" } });
    const program = changed(notification.program, { onDestroy: "restore" });
    await stack.up(program);
    expect((await stack.up(program, { replace: [name] })).errors).toEqual([]);
    expect(world.remote.notification("hash")).toBe("MAL");
    await stack.destroy();
    expect(world.remote.notification("hash")).toBe("ERR");
  });
});

describe("an adopted scan whose resource is deleted", () => {
  it("can be adopted by another resource of the same run, without a new scan", async () => {
    const [adopt] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    const former = { type: "ScanJob", args: { startUrl, adopt } } as const;
    await stack.up({ former });
    // Another user agent replaces the one, which then starts a scan, and says so; the other one adopts it.
    const replaced = { type: "ScanJob", args: { startUrl, adopt, userAgent: "iPhone" } } as const;
    expect((await stack.up({ former: replaced, later: former })).errors).toEqual([]);
    expect(stack.state.get("later")?.outputs.instanceNo).toBe(adopt);
    expect(billed()).toBe(1);
    expect(world.lines.join("\n")).toContain(
      `scan job ${adopt} of ${startUrl} was adopted by the resource that is replaced`,
    );
  });
});
