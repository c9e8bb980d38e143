import { describe, expect, it } from "vitest";
import { freshScan, moveLatest, ScanDriver, scan, startUrl, world } from "../../support/scanDriver";

freshScan();

describe("creating a scan", () => {
  it("submits one job and finds its number, which the answer does not hold", async () => {
    expect(await scan.create({ memo: "nightly" })).toBeUndefined();
    expect(scan.id).toBe(String(scan.outputs.instanceNo));
    expect(scan.outputs).toMatchObject({
      state: "waiting",
      resultAction: "cancel",
      masterInstanceNo: scan.outputs.instanceNo,
    });
    expect(world.calls()).toEqual(["searchJobs", "createJob", "searchJobs"]);
    const [created] = world.emulator.requests({ operation: "createJob" });
    expect(created?.fields.Memo).toMatch(/^pulumi\.[0-9a-f]{6}\.[0-9a-f]{8}\.[0-9a-f]{4} nightly$/);
  });

  it("starts no scan once the user has stopped the run, whatever the create was at", async () => {
    const stop = new AbortController();
    world.onSend = () => stop.abort(new Error("stopped on request"));
    const error = await scan.create({}, { ...world.newProcess(), signal: stop.signal });
    expect(error?.message).toContain("stopped on request");
    expect(world.calls()).toEqual(["searchJobs"]);
    expect(world.emulator.health().billed).toBe(0);
  });

  it("uses the number in the answer where there is one", async () => {
    world.emulator.settings({ createJobReply: "instanceNo" });
    await scan.create();
    expect(world.calls()).toEqual(["searchJobs", "createJob", "searchJobs"]);
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

  it("takes no number from the answer that cannot be the new job's", async () => {
    await scan.create();
    scan.move("diagnosticCompleted");
    await scan.refresh();
    const body = JSON.stringify({ returnCode: "0", resources: { instanceNo: Number(scan.id) } });
    world.emulator.faults({
      operation: "createJob",
      when: "after",
      times: 1,
      effect: { status: 200, body },
    });
    expect(await scan.up({ triggers: { release: 2 } })).toBeUndefined();
    expect(scan.outputs.instanceNo).toBeGreaterThan(Number(scan.id));
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
    const again = new ScanDriver(world);
    expect(await again.create()).toBeUndefined();
    expect(again.id).toBe(scan.id);
    expect(world.calls("createJob")).toHaveLength(1);
    expect(world.lines.at(-1)).toContain("it is taken over, no new scan is started");
  });

  it("takes over its own active job that a search does not show yet when NCP says that the target is busy", async () => {
    await scan.create();
    world.emulator.faults({
      operation: "searchJobs",
      nth: 1,
      effect: { status: 200, body: '{"total_cnt":0,"record_data":[]}' },
    });
    const again = new ScanDriver(world);
    expect(await again.create()).toBeUndefined();
    expect(again.id).toBe(scan.id);
    expect(world.emulator.health().billed).toBe(1);
  });

  it("is not mistaken for an earlier job of the same resource", async () => {
    await scan.create();
    scan.move("diagnosticCompleted");
    const again = new ScanDriver(world);
    world.emulator.faults({
      operation: "searchJobs",
      nth: 2,
      effect: { status: 200, body: '{"total_cnt":0,"record_data":[]}' },
    });
    await again.create();
    expect(Number(again.id)).toBeGreaterThan(Number(scan.id));
  });

  it("keeps looking for an accepted job when a search fails", async () => {
    world.emulator.faults({
      operation: "searchJobs",
      nth: 2,
      effect: { status: 400, code: "160431", envelope: "service" },
    });
    expect(await scan.create()).toBeUndefined();
    expect(world.calls("createJob")).toHaveLength(1);
  });

  it("bears that the listing shows a new job late", async () => {
    world.emulator.settings({ createJobReply: "instanceNo" });
    world.emulator.faults({
      operation: "searchJobs",
      nth: 2,
      times: 3,
      effect: { status: 200, body: '{"total_cnt":0,"record_data":[]}' },
    });
    expect(await scan.create()).toBeUndefined();
    expect(scan.outputs.state).toBe("waiting");
  });

  it("keeps the job when looking at it fails", async () => {
    world.emulator.faults({ operation: "searchJobs", nth: 3, times: 99, effect: { status: 403 } });
    expect(await scan.create({ waitFor: "started" })).toBeDefined();
    expect(scan.id).not.toBe("");
    world.emulator.clearFaults();
    expect(await scan.refresh()).toBe(true);
  });

  it("is a re-diagnosis of the job that it is told to, and never a billed scan instead", async () => {
    const [master] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    expect(await scan.create({ rescanOf: String(master) })).toBeUndefined();
    expect(scan.outputs.masterInstanceNo).toBe(master);
    expect(world.emulator.health()).toMatchObject({ billed: 0, freeRescans: 1 });

    world.emulator.settings({ rescans: 0 });
    const refused = new ScanDriver(world, "refused");
    const [other] = world.emulator.seed({
      jobs: [{ startUrl: "https://blog.example.com/", statusCode: 4 }],
    }).jobs;
    expect(
      (await refused.create({ startUrl: "https://blog.example.com/", rescanOf: other }))?.message,
    ).toContain("160455");
    expect(world.emulator.health().billed).toBe(0);
  });

  it("waits out a job that is stopping", async () => {
    const [stopping = 0] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 92 }] }).jobs;
    world.onSleep = () => {
      world.onSleep = undefined;
      world.emulator.moveJob(stopping, { statusCode: 93 });
    };
    expect(await scan.create()).toBeUndefined();
    expect(world.lines.join()).toContain(`waiting for scan job ${stopping} on the same target to end`);
  });

  it("gives up on a target that is busy without a job to see", async () => {
    world.emulator.faults({
      operation: "createJob",
      effect: { status: 400, code: "160453", envelope: "service" },
    });
    expect((await scan.create())?.message).toContain("lists no such job");
    expect(world.calls("createJob")).toHaveLength(3);
  });

  it("ends its wait when the engine gives up, and keeps the job", async () => {
    const stop = new AbortController();
    world.onSleep = () => stop.abort(new Error("canceled by the engine"));
    const error = await scan.create({ waitFor: "started" }, { ...world.newProcess(), signal: stop.signal });
    expect(error?.message).toContain("canceled by the engine");
    expect(scan.outputs.state).toBe("waiting");
  });

  it.each([
    ["the engine's limit, where it is the only one, also beyond the default", undefined, 7_200, 7_200],
    ["the engine's, where it is the shorter one", "2h", 60, 60],
    ["the program's, where it is the shorter one", "30s", 60, 30],
    ["the default, where there is no limit", undefined, undefined, 5_400],
  ])("waits as long as %s", async (_limit, create, timeoutSeconds, waited) => {
    const began = world.now();
    const timeouts = create === undefined ? undefined : { create };
    await scan.create({ waitFor: "started", timeouts }, { ...world.newProcess(), timeoutSeconds });
    expect(Math.round((world.now() - began) / 1_000)).toBe(waited);
  });

  it("records the job although the engine gives up while createJob is under way", async () => {
    const stop = new AbortController();
    world.emulator.faults({ operation: "createJob", when: "after", effect: { status: 500 } });
    // The look-up has to wait, and the wait is not ended.
    world.emulator.faults({ operation: "searchJobs", nth: 2, times: 4, effect: { status: 500 } });
    world.onSend = ({ body }) => {
      if (body.includes("StartUrl")) stop.abort(new Error("canceled by the engine"));
    };
    const error = await scan.create({ waitFor: "started" }, { ...world.newProcess(), signal: stop.signal });
    expect(error?.message).toContain("canceled by the engine");
    expect(scan.id).not.toBe("");
    expect(world.emulator.health().billed).toBe(1);
  });

  it("does not silently take a job that has finished meanwhile, and names it", async () => {
    await scan.create();
    scan.move("diagnosticCompleted");
    const again = new ScanDriver(world);
    await again.create();
    expect(again.id).not.toBe(scan.id);
    expect(world.lines.join()).toContain(`"adopt: ${scan.id}" takes it over`);
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
    const first = new ScanDriver(world, "first");
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

  it("does not repeat what the program has made secret either", async () => {
    const body = `{"error":{"errorCode":160351,"message":"${startUrl} of hush-memo is refused"}}`;
    world.emulator.faults({ operation: "createJob", effect: { status: 400, body } });
    const ctx = { ...world.newProcess(), secretArguments: new Set(["startUrl", "memo"]) };
    const error = await scan.create({ memo: "hush-memo" }, ctx);
    expect(error?.message).toContain("[redacted] of [redacted] is refused");
  });

  it("waits when the schedule is fully booked", async () => {
    world.emulator.faults({
      operation: "createJob",
      times: 2,
      effect: { status: 400, code: "160452", envelope: "service" },
    });
    expect(await scan.create()).toBeUndefined();
  });

  it("says so when the queue stays full", async () => {
    world.emulator.settings({ waitingJobs: 1 });
    world.emulator.seed({ jobs: [{ startUrl: "https://blog.example.com/" }] });
    expect((await scan.create({ timeouts: { create: "2m" } }))?.message).toContain(
      "could not be submitted in time",
    );
  });
});
