import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scanJob } from "../../provider/lifecycles/scanJob";
import { Scan, startUrl } from "../support/scan";
import { openWorld, unknown, type World } from "../support/world";

let world: World;
let scan: Scan;

beforeEach(async () => {
  world = await openWorld();
  scan = new Scan(world);
});
afterEach(() => world.close());

describe("the arguments of a scan", () => {
  const failuresOf = async (news: object) => (await scanJob.check(world.ctx, {}, { ...news })).failures;

  it("get their defaults, and stay as they are when checked again", async () => {
    const once = await scan.inputs();
    expect(once).toEqual({
      startUrl,
      owner: scan.owner,
      excludeUrls: [],
      vulnerabilityItems: ["ALL"],
      userAgent: "PC Chrome",
      speed: "normal",
      rescan: "auto",
      rerunOnFailure: false,
      waitFor: "submitted",
    });
    expect((await scanJob.check(world.ctx, once, { ...once })).inputs).toEqual(once);
  });

  it("take the API's speeds as well as ours", async () => {
    expect((await scan.inputs({ speed: "3" })).speed).toBe("fastest");
  });

  it("are all reported at once when wrong, and nothing is sent", async () => {
    const failures = await failuresOf({
      startUrl: "ftp://shop.example.com",
      vulnerabilityItems: ["ALL", "XSS"],
      userAgent: "Lynx",
      speed: "warp",
      maxAge: "soon",
      waitFor: "done",
      gate: { high: -1 },
      timeouts: { create: "0m" },
      adopt: "x",
    });
    expect(failures).toEqual([
      {
        property: "startUrl",
        reason:
          'must be an absolute URL that starts with http:// or https:// (given "ftp://shop.example.com")',
      },
      { property: "vulnerabilityItems", reason: '"ALL" must stand alone (given ["ALL","XSS"])' },
      { property: "userAgent", reason: 'must be one of Android, iPhone, PC Chrome, PC IE (given "Lynx")' },
      { property: "speed", reason: 'must be one of normal, fast, fastest, 1, 2, 3 (given "warp")' },
      { property: "adopt", reason: 'must be the number of a job, such as 1234111231 (given "x")' },
      {
        property: "maxAge",
        reason:
          'must be a duration: numbers with s, m, h or d, such as "90m", "1h30m" or "30d" (given "soon")',
      },
      { property: "waitFor", reason: 'must be one of submitted, started, completed (given "done")' },
      { property: "gate.high", reason: "must not be negative (given -1)" },
      { property: "timeouts.create", reason: 'must be longer than nothing (given "0m")' },
    ]);
    expect(world.calls()).toEqual([]);
  });

  it("name a wrong header without printing it, in the reason only", async () => {
    const failures = await failuresOf({ startUrl, headers: { Cookie: "hush\nhush" } });
    expect(failures).toEqual([{ property: "", reason: "headers: must hold texts without line breaks" }]);
  });

  it("may be unknown anywhere, while known ones beside them are still checked", async () => {
    const news = {
      startUrl: unknown,
      excludeUrls: [unknown, ""],
      headers: { Cookie: unknown },
      gate: { high: unknown },
    };
    const { inputs, failures } = await scanJob.check(world.ctx, {}, news);
    expect(failures).toEqual([{ property: "excludeUrls[1]", reason: 'must not be empty (given "")' }]);
    expect(inputs).toMatchObject({
      startUrl: unknown,
      headers: { Cookie: unknown },
      gate: { high: unknown },
    });
  });

  it("cannot adopt a job and re-diagnose one", async () => {
    expect(await failuresOf({ startUrl, adopt: 1, rescanOf: 2 })).toEqual([
      { property: "rescanOf", reason: "cannot be combined with adopt: an adopted job is not scanned again" },
    ]);
  });
});

describe("creating a scan", () => {
  it("submits one job and finds its number, which the answer does not hold", async () => {
    expect(await scan.create({ memo: "nightly" })).toBeUndefined();
    expect(scan.id).toBe(String(scan.outputs.instanceNo));
    expect(scan.outputs).toMatchObject({
      state: "waiting",
      resultAction: "cancel",
      masterInstanceNo: scan.outputs.instanceNo,
    });
    expect(world.calls()).toEqual(["searchJobs", "createJob", "searchJobs", "getJobs"]);
    const [created] = world.emulator.requests({ operation: "createJob" });
    expect(created?.fields.Memo).toMatch(/^pulumi\.[0-9a-f]{8} nightly$/);
  });

  it("uses the number in the answer where there is one", async () => {
    world.emulator.settings({ createJobReply: "instanceNo" });
    await scan.create();
    expect(world.calls()).toEqual(["searchJobs", "createJob", "getJobs"]);
  });

  it("waits until the scan has started, when asked to", async () => {
    world.onSleep = () => moveLatest(13);
    expect(await scan.create({ waitFor: "started" })).toBeUndefined();
    expect(scan.outputs.state).toBe("running");
  });

  it("counts a job that waits for its diagnosis after the URLs are collected as started", async () => {
    await scan.create();
    scan.move("urlCollectionInProgress");
    expect(await scan.up({ waitFor: "started" })).toBeUndefined();
    scan.move("diagnosticPending");
    await scan.refresh();
    expect(scan.outputs.state).toBe("waiting");
    expect(await scan.changes({ waitFor: "started" })).toEqual([]);
  });

  it("keeps the job when it does not start in time, and resumes the wait at the next update", async () => {
    const error = await scan.create({ waitFor: "started", timeouts: { create: "5m" } });
    expect(error?.message).toMatch(
      /^scan job \d+ is waiting, and waitFor asks for started: the next `pulumi up` goes on waiting/,
    );
    expect(scan.outputs.state).toBe("waiting");
    expect(await scan.changes({ waitFor: "started", timeouts: { create: "5m" } })).toEqual(["state"]);
    scan.move("urlCollectionInProgress");
    expect(await scan.up({ waitFor: "started", timeouts: { create: "5m" } })).toBeUndefined();
    expect(scan.outputs.state).toBe("running");
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("takes over its own active job after an answer that was lost", async () => {
    world.emulator.faults({ operation: "createJob", when: "after", times: 1, effect: { drop: true } });
    expect(await scan.create()).toBeUndefined();
    expect(scan.outputs.state).toBe("waiting");
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("does not ask again when the answer is lost and no job appears", async () => {
    world.emulator.faults({ operation: "createJob", when: "before", times: 1, effect: { drop: true } });
    const error = await scan.create();
    expect(error?.message).toContain("what came of createJob is not known");
    expect(scan.id).toBe("");
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("finds a job that was created by a process that died, and does not pay again", async () => {
    await scan.create();
    const again = new Scan(world);
    expect(await again.create()).toBeUndefined();
    expect(again.id).toBe(scan.id);
    expect(world.calls("createJob")).toHaveLength(1);
    expect(world.lines.at(-1)).toContain("it is taken over, no new scan is started");
  });

  it("does not silently take a job that has finished meanwhile, and names it", async () => {
    await scan.create();
    scan.move("diagnosticCompleted");
    const again = new Scan(world);
    await again.create();
    expect(again.id).not.toBe(scan.id);
    expect(world.lines.join()).toContain(`"adopt: ${scan.id}" takes it over`);
  });

  it("adopts the job that it is told to, without a scan", async () => {
    const [instanceNo] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    expect(await scan.create({ adopt: instanceNo })).toBeUndefined();
    expect(scan.outputs).toMatchObject({ instanceNo, state: "completed" });
    expect(scan.outputs.riskCounts?.total).toBeTypeOf("number");
    expect(world.calls("createJob")).toEqual([]);
  });

  it("refuses to adopt a job of another site, or one that is not there", async () => {
    const [instanceNo] = world.emulator.seed({
      jobs: [{ startUrl: "https://blog.example.com/", statusCode: 4 }],
    }).jobs;
    expect((await scan.create({ adopt: instanceNo }))?.message).toContain(
      "is of https://blog.example.com/, not of",
    );
    expect((await scan.create({ adopt: 7 }))?.message).toContain("there is no scan job 7");
  });

  it("names the stranger's job that keeps the target busy", async () => {
    const [instanceNo] = world.emulator.seed({ jobs: [{ startUrl }] }).jobs;
    const error = await scan.create();
    expect(error?.message).toContain(`scan job ${instanceNo} already scans ${startUrl}`);
    expect(error?.message).toContain("opts.aliases");
    expect(world.emulator.health().billed).toBe(0);
  });

  it("waits for a scan of the same target that this process has asked for", async () => {
    const process = world.newProcess();
    const first = new Scan(world, "first");
    await first.create({}, process);
    world.onSleep = () => {
      world.onSleep = undefined;
      first.move("diagnosticCompleted");
    };
    expect(await scan.create({ startUrl: `${startUrl}cart` }, process)).toBeUndefined();
    expect(world.emulator.health().billed).toBe(2);
  });

  it("waits for a place in the queue", async () => {
    world.emulator.settings({ waitingJobs: 1 });
    const [other = 0] = world.emulator.seed({ jobs: [{ startUrl: "https://blog.example.com/" }] }).jobs;
    world.onSleep = () => {
      world.onSleep = undefined;
      world.emulator.moveJob(other, { statusCode: 13 });
    };
    expect(await scan.create()).toBeUndefined();
    expect(world.lines).toContain("scan jobs are queued up at NCP (code 160454): waiting for a place");
  });

  it("does not repeat a secret that NCP's refusal repeats", async () => {
    const body = '{"error":{"errorCode":160351,"message":"login with session=hush-hush failed"}}';
    world.emulator.faults({ operation: "createJob", effect: { status: 400, body } });
    const error = await scan.create({ headers: { Cookie: "session=hush-hush" } });
    expect(error?.message).toContain("login with [redacted] failed");
  });

  it("says so when the queue stays full", async () => {
    world.emulator.settings({ waitingJobs: 1 });
    world.emulator.seed({ jobs: [{ startUrl: "https://blog.example.com/" }] });
    expect((await scan.create({ timeouts: { create: "2m" } }))?.message).toContain(
      "could not be submitted in time",
    );
  });
});

describe("what a change means", () => {
  beforeEach(async () => {
    await scan.create();
  });

  it("is nothing for the same arguments, however they are written", async () => {
    expect(await scan.changes()).toEqual([]);
    expect(
      await scan.changes({ startUrl: "https://SHOP.example.com", speed: "1", excludeUrls: [], triggers: {} }),
    ).toEqual([]);
  });

  it.each([
    ["startUrl", { startUrl: "https://shop.example.com/cart" }],
    ["excludeUrls", { excludeUrls: ["https://shop.example.com/logout"] }],
    ["vulnerabilityItems", { vulnerabilityItems: ["XSS"] }],
    ["userAgent", { userAgent: "iPhone" }],
    ["startUrl", { startUrl: unknown }],
  ])("is a new scan for %s", async (path, args) => {
    expect(await scan.changes(args)).toEqual([`replace ${path}`]);
  });

  it("always ends the old scan before its replacement starts", async () => {
    const { deleteBeforeReplace } = await scanJob.diff(world.ctx, scan.id, scan.outputs, await scan.inputs());
    expect(deleteBeforeReplace).toBe(true);
  });

  it.each([
    ["headers", { headers: { Cookie: "fresh" } }],
    ["speed", { speed: "fast" }],
    ["memo", { memo: "other" }],
    ["waitFor", { waitFor: "submitted", timeouts: { delete: "1m" } }],
    ["rescan", { rescan: "never" }],
    ["rerunOnFailure", { rerunOnFailure: true }],
  ])("is stored without a scan for %s", async (_path, args) => {
    expect(await scan.changes(args)).toHaveLength(1);
    expect(await scan.up(args)).toBeUndefined();
    expect(scan.outputs).toMatchObject(args);
    expect(await scan.changes(args)).toEqual([]);
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("does not see what is looked at only when the resource is created", async () => {
    expect(await scan.changes({ owner: "renamed" })).toEqual([]);
    expect(await scan.changes({ rescanOf: 5 })).toEqual([]);
  });
});

describe("running again", () => {
  beforeEach(async () => {
    await scan.create({ triggers: { release: "1" } });
    scan.move("diagnosticCompleted");
    await scan.refresh();
  });

  it("is a free re-diagnosis of the first job when a trigger changes", async () => {
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(scan.outputs.instanceNo).not.toBe(Number(scan.id));
    expect(scan.outputs.masterInstanceNo).toBe(Number(scan.id));
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 1 });
    expect(world.lines).toContain(
      `scan job ${scan.id} of ${startUrl} will run again: its triggers changed; a re-diagnosis, free by the records`,
    );
  });

  it("becomes a new scan when NCP refuses the re-diagnosis", async () => {
    world.emulator.settings({ rescans: 0 });
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(scan.outputs.masterInstanceNo).toBe(scan.outputs.instanceNo);
    expect(world.emulator.health()).toMatchObject({ billed: 2, freeRescans: 0 });
  });

  it("is a new scan with rescan: never", async () => {
    await scan.up({ triggers: { release: "2" }, rescan: "never" });
    expect(world.emulator.health()).toMatchObject({ billed: 2, freeRescans: 0 });
  });

  it("happens when the scan is older than maxAge, and not before", async () => {
    expect(await scan.changes({ triggers: { release: "1" }, maxAge: "30d" })).toEqual(["maxAge"]);
    await scan.up({ triggers: { release: "1" }, maxAge: "30d" });
    world.pass(29 * 86_400_000);
    expect(await scan.changes({ triggers: { release: "1" }, maxAge: "30d" })).toEqual([]);
    world.pass(2 * 86_400_000);
    expect(await scan.changes({ triggers: { release: "1" }, maxAge: "30d" })).toEqual(["instanceNo"]);
    await scan.up({ triggers: { release: "1" }, maxAge: "30d" });
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("is one createJob for one trigger, however often the update is tried", async () => {
    const args = { triggers: { release: "2" }, waitFor: "completed", timeouts: { update: "1m" } };
    expect(await scan.up(args)).toBeDefined();
    expect(await scan.up(args)).toBeDefined();
    expect(await scan.up(args)).toBeDefined();
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("keeps the old state when NCP refuses, so that the next update tries again", async () => {
    world.emulator.faults({
      operation: "createJob",
      times: 1,
      effect: { status: 400, code: "160353", envelope: "service" },
    });
    const before = scan.outputs;
    expect(await scan.up({ triggers: { release: "2" } })).toBeDefined();
    expect(scan.outputs).toEqual(before);
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(scan.outputs.instanceNo).not.toBe(before.instanceNo);
  });

  it("finds the job of an answer that was lost", async () => {
    world.emulator.faults({ operation: "createJob", when: "after", times: 1, effect: { drop: true } });
    expect(await scan.up({ triggers: { release: "2" } })).toBeUndefined();
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("names a lost re-run that has finished meanwhile, and takes it over when told to", async () => {
    const args = { triggers: { release: "2" } };
    const lost = new Scan(world);
    Object.assign(lost, { id: scan.id, outputs: scan.outputs });
    await lost.up(args);
    lost.move("diagnosticCompleted");
    const finished = lost.outputs.instanceNo;

    expect(await scan.changes({ ...args, adopt: finished })).not.toEqual([]);
    expect(await scan.up({ ...args, adopt: finished })).toBeUndefined();
    expect(scan.outputs).toMatchObject({ instanceNo: finished, state: "completed", ...args });
    expect(await scan.changes({ ...args, adopt: finished })).toEqual([]);
    expect(await scan.changes(args)).toEqual([]);
    expect(world.calls("createJob")).toHaveLength(2);
  });

  it("waits for the running scan of the same resource to end", async () => {
    await scan.up({ triggers: { release: "2" } });
    world.onSleep = () => {
      world.onSleep = undefined;
      scan.move("diagnosticCompleted");
    };
    expect(await scan.up({ triggers: { release: "3" } })).toBeUndefined();
    expect(world.emulator.health()).toMatchObject({ billed: 1, freeRescans: 2 });
  });

  it("follows a failed scan only when asked to", async () => {
    await scan.up({ triggers: { release: "2" } });
    scan.move("diagnosticFailed");
    await scan.refresh();
    expect(scan.outputs.state).toBe("failed");
    expect(await scan.changes({ triggers: { release: "2" } })).toEqual([]);
    expect(await scan.up({ triggers: { release: "2" }, rerunOnFailure: true })).toBeUndefined();
    expect(scan.outputs.state).toBe("waiting");
  });
});

describe("a gate", () => {
  const gated = (limits: object) => ({ gate: limits });

  beforeEach(() => {
    world.emulator.seed({ findings: { [startUrl]: { high: 2, medium: 1, low: 0 } } });
    world.onSleep = () => {
      world.onSleep = undefined;
      return moveLatest(4);
    };
  });

  it("waits for the scan and passes it within its limits", async () => {
    expect(await scan.create(gated({ high: 2, total: 3 }))).toBeUndefined();
    expect(scan.outputs).toMatchObject({
      state: "completed",
      riskCounts: { high: 2, medium: 1, low: 0, total: 3 },
    });
    expect(await scan.changes(gated({ high: 2, total: 3 }))).toEqual([]);
  });

  it("fails every update until it is met, without another scan", async () => {
    const error = await scan.create(gated({ high: 0, medium: 1 }));
    expect(error?.message).toBe(`scan job ${scan.id} found 2 high, the gate allows 0`);
    expect(scan.outputs.riskCounts?.high).toBe(2);
    for (const refreshed of [false, true]) {
      if (refreshed) await scan.refresh();
      expect(await scan.changes(gated({ high: 0, medium: 1 }))).toEqual(["state"]);
      expect((await scan.up(gated({ high: 0, medium: 1 })))?.message).toContain(
        "found 2 high, the gate allows 0",
      );
    }
    expect(await scan.up(gated({ high: 2 }))).toBeUndefined();
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("is not met by a report without counts, nor by a failed scan", async () => {
    world.emulator.faults({
      operation: "getReport",
      effect: { status: 200, code: "901", envelope: "service" },
    });
    expect((await scan.create(gated({ high: 9 })))?.message).toContain("the gate cannot be decided");
    world.emulator.clearFaults();
    expect(await scan.up(gated({ high: 9 }))).toBeUndefined();

    world.onSleep = () => moveLatest(5);
    const other = new Scan(world, "other");
    const error = await other.create({ ...gated({ high: 9 }), startUrl: "https://blog.example.com/" });
    expect(error?.message).toContain("is failed, and waitFor asks for completed");
  });
});

describe("refreshing a scan", () => {
  beforeEach(async () => {
    await scan.create();
  });

  it("shows how far it is, and nothing to do", async () => {
    scan.move("diagnosticInProgress");
    expect(await scan.refresh()).toBe(true);
    expect(scan.outputs).toMatchObject({ state: "running", resultAction: "terminate" });
    expect(await scan.changes()).toEqual([]);
  });

  it.each([
    ["diagnosticCanceled", "canceled"],
    ["stopped", "stopped"],
    ["stopping", "running"],
    ["urlCollectionFailed", "failed"],
    ["diagnosticCompleted", "completed"],
  ] as const)("tells that it is %s", async (stage, state) => {
    scan.move(stage);
    await scan.refresh();
    expect(scan.outputs.state).toBe(state);
  });

  it("drops an active job that has vanished, and never a finished one", async () => {
    scan.move("diagnosticCompleted");
    await scan.refresh();
    world.emulator.removeJob(Number(scan.id));
    expect(await scan.refresh()).toBe(true);

    const active = new Scan(world, "active");
    await active.create();
    world.emulator.removeJob(Number(active.id));
    expect(await active.refresh()).toBe(false);
  });

  it.each([401, 403, 429, 500, 503])("does not take HTTP %i for gone", async (status) => {
    world.emulator.faults({ service: "wsc", effect: { status } });
    await expect(scan.refresh()).rejects.toThrow();
  });

  it("does not take a listing that breaks off for gone", async () => {
    world.emulator.seed({
      jobs: Array.from({ length: 120 }, (_, index) => ({
        startUrl: `https://s${index}.example.com/`,
        statusCode: 4 as const,
      })),
    });
    world.emulator.faults({
      operation: "getJobs",
      nth: 2,
      times: 9,
      effect: { status: 200, body: '{"total_cnt":121,"record_data":[]}' },
    });
    await expect(scan.refresh()).rejects.toThrow("the listing of jobs broke off");
  });

  it("finds it by its number alone", async () => {
    const found = await scanJob.read(world.newProcess(), scan.id, { inputs: {}, outputs: {} });
    expect(found?.inputs).toMatchObject({ startUrl, speed: "normal" });
    expect(found?.outputs).toMatchObject({ instanceNo: Number(scan.id), state: "waiting" });
    expect(await scanJob.read(world.newProcess(), "42", { inputs: {}, outputs: {} })).toBeNull();
    await expect(scanJob.read(world.newProcess(), "shop", { inputs: {}, outputs: {} })).rejects.toThrow(
      "The id is the number of a scan job",
    );
  });

  it("of many resources reads each page of the listing once", async () => {
    world.emulator.clearRequests();
    const process = world.newProcess();
    const read = () => scanJob.read(process, scan.id, { inputs: scan.outputs, outputs: scan.outputs });
    await Promise.all(Array.from({ length: 50 }, read));
    expect(world.calls()).toEqual(["getJobs"]);
  });
});

describe("deleting a scan", () => {
  beforeEach(async () => {
    await scan.create();
  });

  it("cancels it while it waits", async () => {
    await scan.delete();
    expect(world.calls("cancelJob")).toHaveLength(1);
    expect(world.emulator.health().jobs.active).toBe(0);
  });

  it("stops it while it runs, and waits until it has stopped", async () => {
    scan.move("diagnosticInProgress");
    let waited = 0;
    world.onSleep = () => {
      waited += 1;
      if (waited === 3) scan.move("stopped");
    };
    await scan.delete();
    expect(world.calls("stopJob")).toHaveLength(1);
    expect(waited).toBe(3);
  });

  it("handles a job that starts between the look and the cancel", async () => {
    world.emulator.faults({
      operation: "cancelJob",
      times: 1,
      effect: { status: 400, code: "160842", envelope: "service" },
    });
    world.onSleep = () => {
      const stage = world.calls("stopJob").length === 0 ? "diagnosticInProgress" : "stopped";
      scan.move(stage);
    };
    await scan.delete();
    expect(world.calls("cancelJob")).toHaveLength(1);
    expect(world.calls("stopJob")).toHaveLength(1);
  });

  it.each(["diagnosticCompleted", "diagnosticFailed", "diagnosticCanceled", "stopped"] as const)(
    "does nothing to a job that is %s",
    async (stage) => {
      scan.move(stage);
      await scan.delete();
      expect(world.calls().filter((call) => call === "cancelJob" || call === "stopJob")).toEqual([]);
    },
  );

  it("is done when the job is gone", async () => {
    world.emulator.removeJob(Number(scan.id));
    await scan.delete();
  });

  it("says so when the job does not stop in time", async () => {
    scan.move("diagnosticInProgress");
    await expect(scan.delete()).rejects.toThrow("did not end in time");
  });

  it("ends the latest job, not the first", async () => {
    scan.move("diagnosticCompleted");
    await scan.up({ triggers: { release: "2" } });
    await scan.delete();
    expect(world.emulator.health().jobs.active).toBe(0);
  });
});

/** Moves the account's newest job to a stage, as NCP would in time. */
async function moveLatest(statusCode: 4 | 5 | 13): Promise<void> {
  const { record_data } = await world.ctx.client.wsc.getJobs({});
  world.emulator.moveJob(record_data[0]?.instanceNo ?? 0, { statusCode });
}
