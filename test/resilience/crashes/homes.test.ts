import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AuthenticationError } from "../../../provider/ncp/errors";
import type { Declared, Program } from "../../support/fakeEngine";
import { openWorld, type World } from "../../support/world";
import { changed, name, notification, scan, startUrl, threshold } from "../subjects";
import { artefact, expectQuiet, file, freshStack, stack, subjects, world } from "./freshStack";

freshStack("where a resource lives");

const refusal = new AuthenticationError("Authentication Failed");

/** Another account, behind another address. */
let elsewhere: World;

beforeEach(async () => {
  elsewhere = await openWorld();
  elsewhere.onSleep = () => elsewhere.remote.settle([artefact.sha1]);
});
afterEach(() => elsewhere.close());

function lead(to: World, account = {}): void {
  stack.providers.default = { world: to, account };
}

describe.each(subjects)("a $type, when the settings lead to another endpoint,", (subject) => {
  beforeEach(async () => {
    expect((await stack.up(subject.program)).errors).toEqual([]);
    lead(elsewhere);
  });

  it("is made anew there, as the preview says, and left as it is here", async () => {
    expect(await stack.preview(subject.program)).toEqual([`replace ${name}: endpoint`]);
    expect((await stack.up(subject.program)).errors).toEqual([]);
    expect([subject.held(world), subject.held(elsewhere)]).toEqual(Array(2).fill(subject.holds.create));
    await expectQuiet(subject.program);
  });

  it("is not given up for a place that refuses the keys", async () => {
    lead(elsewhere, { name: undefined, refusal });
    const before = structuredClone([...stack.state]);
    expect((await stack.up(subject.program)).errors).toEqual([refusal]);
    expect([...stack.state]).toEqual(before);
    expect(elsewhere.calls()).toEqual([]);
  });

  it("is neither looked at nor forgotten by a refresh", async () => {
    const before = stack.state.get(name)?.outputs;
    expect((await stack.refresh()).errors).toEqual([]);
    expect(stack.state.get(name)?.outputs).toEqual(before);
    expect(elsewhere.calls()).toEqual([]);
    expect(await stack.preview(subject.program)).toEqual([`replace ${name}: endpoint`]);
  });

  it("is left as it is by a destroy, which does nothing there either", async () => {
    expect((await stack.destroy()).errors).toEqual([]);
    expect(elsewhere.calls()).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.create);
    expect(stack.state.size).toBe(0);
  });
});

describe.each(subjects)("a $type, when another access key is used,", (subject) => {
  beforeEach(async () => {
    expect((await stack.up(subject.program)).errors).toEqual([]);
  });

  it("stays as it is while that is of the same account, and records the key at a refresh", async () => {
    lead(world, { key: "ffffffff" });
    await expectQuiet(subject.program);
    expect(stack.state.get(name)?.outputs.account).toEqual({ key: "ffffffff", name: "emulator" });
  });

  it("is made anew when that is of another account", async () => {
    lead(world, { key: "ffffffff", name: "other" });
    expect(await stack.preview(subject.program)).toEqual([`replace ${name}: account`]);
    expect(world.lines.at(-1)).toContain("was made at");
    expect(world.lines.at(-1)).toContain("in the account emulator");
  });

  it("fails with NCP's own words where that is refused, and not with a riddle about accounts", async () => {
    lead(world, { key: "ffffffff", name: undefined, refusal });
    expect((await stack.up(subject.program)).errors).toEqual([refusal]);
  });

  it("is an error where nobody tells whose the key is, and nothing is lost", async () => {
    lead(world, { key: "ffffffff", name: undefined });
    world.emulator.clearRequests();
    const before = structuredClone([...stack.state]);
    for (const command of [stack.up(subject.program), stack.refresh(), stack.destroy()]) {
      const { errors } = await command;
      expect(errors[0]?.message).toContain("another access key is used than before");
      expect(errors[0]?.message).toContain("Use the former access key once more, with the setting account");
    }
    expect([...stack.state]).toEqual(before);
    expect(world.calls()).toEqual([]);
  });
});

describe("a resource that is given another Provider", () => {
  const given = (program: Program, provider: string): Program =>
    Object.fromEntries(
      Object.entries(program).map(([each, declared]): [string, Declared] => [
        each,
        { ...declared, provider },
      ]),
    );

  beforeEach(() => {
    stack.providers.same = { world, account: { key: "ffffffff" } };
    stack.providers.other = { world: elsewhere };
  });

  it.each(subjects)("of the same account stays as it is: a $type", async ({ program }) => {
    await stack.up(program);
    expect((await stack.up(given(program, "same"))).steps).toEqual([]);
    await expectQuiet(given(program, "same"));
  });

  it.each([scan, notification, threshold])("of another account moves there: a $type", async (subject) => {
    const { program } = subject;
    await stack.up(program);
    expect((await stack.up(given(program, "other"))).errors).toEqual([]);
    expect(subject.held(world)).toEqual(subject.holds.delete);
    expect(subject.held(elsewhere)).toEqual(subject.holds.create);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(subject.held(elsewhere)).toEqual(subject.holds.delete);
  });

  it("of another account is inspected there: a FileInspection", async () => {
    await stack.up(file.program);
    expect((await stack.up(given(file.program, "other"))).errors).toEqual([]);
    expect([file.held(world), file.held(elsewhere)]).toEqual([1, 1]);
  });
});

describe("a number", () => {
  /** The account holds a job of the recorded number, which is not the recorded one. */
  async function withAnother(job: { startUrl: string; memo?: string }): Promise<number> {
    await stack.up(scan.program);
    const instanceNo = Number(stack.state.get(name)?.outputs.instanceNo);
    world.emulator.reset();
    expect(world.emulator.seed({ jobs: [{ statusCode: 13, ...job }] }).jobs).toEqual([instanceNo]);
    return instanceNo;
  }

  it.each([
    ["of another target", { startUrl: "https://bank.example.com/" }],
    ["of the other port of the same host", { startUrl: startUrl.replace("https:", "http:") }],
    ["of the same target by somebody else", { startUrl, memo: "by hand" }],
  ])("alone makes no job %s a resource's own", async (_row, job) => {
    await withAnother(job);
    const before = structuredClone([...stack.state]);
    expect((await stack.refresh()).errors[0]?.message).toContain("not the scan of https://shop.example.com/");
    expect([...stack.state]).toEqual(before);
    const waiting = changed(scan.program, { waitFor: "completed" });
    expect((await stack.up(waiting)).errors[0]?.message).toContain("not the scan of");
    expect((await stack.destroy()).errors).toEqual([]);
    expect(world.lines.at(-1)).toContain("is left as it is");
    expect(world.remote.activeJobs()).toHaveLength(1);
    expect(world.calls("stopJob")).toEqual([]);
  });
});

describe("a name that the user gives the account", () => {
  const named = { givenName: "prod" };

  it("is recorded by an update that does nothing, and decides from then on", async () => {
    await stack.up(scan.program);
    world.emulator.clearRequests();
    lead(world, named);
    expect(await stack.preview(scan.program)).toEqual([`update ${name}: account`]);
    expect((await stack.up(scan.program)).errors).toEqual([]);
    expect(world.calls()).toEqual([]);
    lead(world, { key: "ffffffff", ...named });
    await expectQuiet(scan.program);
  });

  it("is taken out again by an update that does nothing, while the access key is the same", async () => {
    lead(world, named);
    await stack.up(scan.program);
    lead(world);
    expect((await stack.up(scan.program)).steps).toEqual([`update ${name}`]);
    expect(stack.state.get(name)?.outputs.account).toEqual({ key: "0a1b2c3d", name: "emulator" });
    await expectQuiet(scan.program);
  });

  it("cannot be compared with NCP's own name for another access key: that is an error", async () => {
    lead(world, named);
    await stack.up(scan.program);
    lead(world, { key: "ffffffff" });
    expect((await stack.up(scan.program)).errors[0]?.message).toContain(
      "nobody tells whether it is of the same account",
    );
  });

  it("hides no other site of the same update", async () => {
    await stack.up(scan.program);
    lead(world, named);
    const startUrl = "https://blog.example.com/";
    const program = changed(scan.program, { startUrl });
    expect(await stack.preview(program)).toEqual([`replace ${name}: startUrl, account`]);
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.activeJobs().map((job) => job.startUrl)).toEqual([startUrl]);
    await expectQuiet(program);
  });

  it("hides no other filter of the same update", async () => {
    await stack.up(notification.program);
    lead(world, named);
    const program = changed(notification.program, { filter: "file" });
    expect((await stack.up(program)).errors).toEqual([]);
    expect(world.remote.notification("file")).toBe("MAL");
    await expectQuiet(program);
  });
});

describe("an account whose name nobody could tell", () => {
  it.each([
    ["refresh", () => stack.refresh()],
    ["update", () => stack.up(notification.changed)],
  ])("is named at the next %s with the same access key", async (_row, next) => {
    lead(world, { name: undefined });
    await stack.up(notification.program);
    lead(world);
    await next();
    expect(stack.state.get(name)?.outputs.account).toEqual({ key: "0a1b2c3d", name: "emulator" });
  });
});
