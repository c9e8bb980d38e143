import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { maximumFileSize } from "../../provider/ncp/api/filesafer/schemas";
import type { Gateway } from "../../provider/ncp/http/request";
import { problemKey } from "../../provider/resources/definitions";
import { type FileInspectionOutputs, fileInspection } from "../../provider/resources/fileInspection";
import { PartialFailure } from "../../provider/resources/kit/failure";
import { eicar } from "../support/eicar";
import { checked, failure, openWorld, unknown, type World } from "../support/world";
import { zip } from "../support/zip";

let world: World;
let folder: string;

beforeEach(async () => {
  world = await openWorld({ pace: "instant" });
  folder = await mkdtemp(join(tmpdir(), "ncloud-security-file-"));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const file = async (content: string | Buffer, name = "artefact.bin") => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const sha1 = (content: string | Buffer) => createHash("sha1").update(content).digest("hex");
const check = async (args: object) => fileInspection.check(world.ctx, {}, { ...args });
const inputsOf = (args: object) => checked(fileInspection, world.ctx, args);
const create = async (args: object, ctx = world.newProcess()) =>
  fileInspection.create(ctx, await inputsOf(args));
const partial = async (promise: Promise<unknown>) => {
  const error = await failure(promise);
  if (!(error instanceof PartialFailure)) throw error;
  return error as PartialFailure<FileInspectionOutputs>;
};
const uploads = () => world.calls("inputFile").length;
const changes = async (olds: Partial<FileInspectionOutputs>, args: object) =>
  (await fileInspection.diff(world.ctx, "", olds, await inputsOf(args))).changes.map((change) => change.path);
/** File Safer with a log that does not tell when a file was taken in. */
const withoutDates = (inner: Gateway): Gateway => ({
  send: async (...call) => {
    const answer = JSON.stringify(await inner.send(...call));
    return JSON.parse(answer.replaceAll(/"registrationYmdt":"\d+"/g, '"registrationYmdt":null'));
  },
  close: () => inner.close(),
});

/** File Safer with a log that shows something else. */
const showing =
  (show: (entries: unknown[]) => unknown[], log = "getInputFileLog") =>
  (inner: Gateway) => ({
    send: async (...call: Parameters<Gateway["send"]>) => {
      const answer = await inner.send(...call);
      if (call[0].operation !== log) return answer;
      return z.looseObject({ inputFileLogList: z.array(z.unknown()).transform(show) }).parse(answer);
    },
    close: () => inner.close(),
  });

describe("the file of an inspection", () => {
  it("is hashed where it lies, and nothing is sent", async () => {
    const { inputs, failures } = await check({ source: await file("hello") });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ sha1: sha1("hello"), fileSize: 5, allow: "clean" });
    expect(inputs.sha256).toHaveLength(64);
    expect(world.calls()).toEqual([]);
  });

  it.each([
    ["missing", () => join(folder, "missing"), "does not exist"],
    ["a directory", () => folder, "is a directory"],
    ["empty", () => file(""), "is empty, so there is nothing to inspect"],
    ["too large", () => file(Buffer.alloc(maximumFileSize + 1)), "File Safer takes at most 10485760 (10 MB)"],
  ])("is a failure of check when it is %s", async (_case, path, reason) => {
    const { failures } = await check({ source: await path() });
    expect(failures).toEqual([{ property: "source", reason: expect.stringContaining(reason) }]);
  });

  it("that is not there is named by the path that was looked for", async () => {
    const { failures } = await check({ source: "build/app.zip" });
    const reason = `does not exist; a relative path starts at the program's folder (looked for at ${resolve("build/app.zip")})`;
    expect(failures).toEqual([{ property: "source", reason }]);
  });

  it("that is no path is told in the SDK's words alone", async () => {
    const { failures } = await check({ source: { [problemKey]: "is a StringAsset: give a path" } });
    expect(failures).toEqual([{ property: "", reason: "source: is a StringAsset: give a path" }]);
  });

  it("may be gone where the program ignores its changes: what is recorded stays", async () => {
    const source = await file("hello");
    const first = await inputsOf({ source, ignoresSource: true });
    expect(first.sha1).toBe(sha1("hello"));
    await rm(source);
    const { inputs, failures } = await fileInspection.check(
      world.ctx,
      { ...first },
      { source, ignoresSource: true },
    );
    expect({ inputs, failures }).toEqual({ inputs: first, failures: [] });
    const without = await fileInspection.check(world.ctx, { ...first }, { source });
    expect(without.failures).toHaveLength(1);
    // With ignoreChanges: ["*"] the engine gives back all that was recorded, and what the SDK says is lost.
    const { ignoresSource: _, ...recorded } = first;
    const all = await fileInspection.check(world.ctx, recorded, { ...recorded });
    expect(all).toEqual({ inputs: recorded, failures: [] });
  });

  it("counts for nothing but its own path, and not where another content is there", async () => {
    const first = await inputsOf({ source: await file("hello"), ignoresSource: true });
    const elsewhere = await fileInspection.check(
      world.ctx,
      { ...first },
      { ...first, source: join(folder, "missing") },
    );
    expect(elsewhere.failures).toHaveLength(1);
    const source = await file("changed");
    const { inputs } = await fileInspection.check(world.ctx, { ...first }, { source, ignoresSource: true });
    expect(inputs.sha1).toBe(sha1("changed"));
  });

  it("may be named by its own SHA-1, as in a folder that is addressed by content", async () => {
    const cwd = process.cwd();
    process.chdir(folder);
    try {
      await file("hello", sha1("hello"));
      const { outputs } = await create({ source: sha1("hello") });
      const { inputs } = await fileInspection.check(world.ctx, { ...outputs }, { source: sha1("hello") });
      expect(inputs.sha256).toBe(outputs.sha256);
      await file("changed", sha1("hello"));
      const changed = await fileInspection.check(world.ctx, { ...outputs }, { source: sha1("hello") });
      expect(changed.inputs.sha1).toBe(sha1("changed"));
    } finally {
      process.chdir(cwd);
    }
  });

  it("may be unknown in a preview", async () => {
    const { inputs, failures } = await check({ source: unknown });
    expect(failures).toEqual([]);
    expect(inputs.sha1).toBeUndefined();
  });

  it("is compared by content: another path is stored, another content is a new inspection", async () => {
    const { outputs } = await create({ source: await file("hello") });
    expect(await changes(outputs, { source: await file("hello", "copy.bin") })).toEqual(["source"]);
    expect(await changes(outputs, { source: await file("other") })).toEqual(["sha1", "sha256"]);
  });

  it("must not change between check and upload", async () => {
    const path = await file("hello");
    const inputs = await inputsOf({ source: path });
    await file("changed");
    await expect(fileInspection.create(world.ctx, inputs)).rejects.toThrow(
      "has changed since the update began",
    );
    expect(world.calls("inputFile")).toEqual([]);
  });
});

describe("inspecting a file", () => {
  it("sends a new content once, and tells that it is clean", async () => {
    const { id, outputs } = await create({ source: await file("hello") });
    expect(id).toBe(sha1("hello"));
    expect(outputs).toMatchObject({
      verdict: "clean",
      statusCode: "CMPL",
      resultCode: "N",
      entries: [],
      entryCount: 0,
    });
    expect(uploads()).toBe(1);
    expect(await changes(outputs, { source: await file("hello") })).toEqual([]);
  });

  it("reuses a finished inspection of the same content", async () => {
    await create({ source: await file("hello") });
    const { outputs } = await create({ source: await file("hello", "copy.bin") });
    expect(outputs.verdict).toBe("clean");
    expect(uploads()).toBe(1);
  });

  it("sends a content once when two resources have it", async () => {
    const process = world.newProcess();
    const source = await file("hello");
    await Promise.all([create({ source }, process), create({ source }, process)]);
    expect(uploads()).toBe(1);
  });

  it("fails on malware, keeps what was found, and goes on failing without another upload", async () => {
    const source = await file(eicar);
    const error = await partial(create({ source }));
    expect(error.message).toContain(`(SHA-1 ${sha1(eicar)}) is malware by File Safer (CMPL, M)`);
    expect(error.outputs.verdict).toBe("malware");
    expect(await changes(error.outputs, { source })).toEqual(["verdict"]);
    await partial(
      fileInspection.update(world.newProcess(), error.id, error.outputs, await inputsOf({ source })),
    );
    expect(uploads()).toBe(1);
  });

  it("only reports with allow: any", async () => {
    const { outputs } = await create({ source: await file(eicar), allow: "any" });
    expect(outputs.verdict).toBe("malware");
    expect(await changes(outputs, { source: await file(eicar), allow: "any" })).toEqual([]);
    expect(await changes(outputs, { source: await file(eicar) })).toEqual(["allow"]);
  });

  it("inspects the same content again when triggers change", async () => {
    const source = await file("hello");
    const { id, outputs } = await create({ source });
    const inputs = await inputsOf({ source, triggers: { week: 2 } });
    world.pass(1_000);
    await fileInspection.update(world.newProcess(), id, outputs, inputs);
    expect(uploads()).toBe(2);
  });

  it("refuses triggers that were lost on their way", async () => {
    const { failures } = await check({
      source: await file("hello"),
      triggers: { at: { [problemKey]: "is a Map" } },
    });
    expect(failures).toEqual([{ property: "", reason: "triggers.at: is a Map" }]);
  });

  it("uses a triggered inspection whose answer was lost and that appears late", async () => {
    const source = await file("hello");
    const { id, outputs } = await create({ source });
    world.pass(60_000);
    const inputs = await inputsOf({ source, triggers: { week: 2 } });
    await fileInspection.update(world.newProcess(), id, outputs, inputs);
    // The state was lost with the process; the same update is tried again.
    await fileInspection.update(world.newProcess(), id, outputs, inputs);
    expect(uploads()).toBe(2);
  });

  it.each([
    ["EXCN", undefined, "excluded"],
    ["ERR", undefined, "error"],
    ["CMPL", "E", "error"],
  ] as const)("fails closed on %s %s", async (statusCode, resultCode, verdict) => {
    world.emulator.pace("manual");
    world.onSleep = () => world.emulator.moveFile(sha1("hello"), { statusCode, resultCode });
    const error = await partial(create({ source: await file("hello") }));
    expect(error.outputs.verdict).toBe(verdict);
    expect(error.message).toContain(`is ${verdict} by File Safer`);
  });

  it("keeps a pending inspection, and goes on waiting for it at the next update", async () => {
    world.emulator.pace("manual");
    const source = await file("hello");
    const error = await partial(create({ source, timeouts: { create: "1m" } }));
    expect(error.message).toContain("has no verdict yet");
    expect(error.outputs.verdict).toBe("pending");
    world.emulator.moveFile(sha1("hello"), { statusCode: "CMPL", resultCode: "N" });
    const { outputs } = await fileInspection.update(
      world.newProcess(),
      error.id,
      error.outputs,
      await inputsOf({ source }),
    );
    expect(outputs.verdict).toBe("clean");
    expect(uploads()).toBe(1);
  });

  it("finds an upload whose answer was lost", async () => {
    world.emulator.faults({ operation: "inputFile", when: "after", times: 1, effect: { drop: true } });
    const { outputs } = await create({ source: await file("hello") });
    expect(outputs.verdict).toBe("clean");
    expect(uploads()).toBe(1);
  });

  it("says so when an upload is lost on its way", async () => {
    world.emulator.faults({ operation: "inputFile", when: "before", times: 1, effect: { drop: true } });
    await expect(create({ source: await file("hello") })).rejects.toThrow(
      "what came of inputFile is not known",
    );
    expect((await create({ source: await file("hello") })).outputs.verdict).toBe("clean");
  });
});

describe("an upload that File Safer has taken", () => {
  // A call is tried four times: only a longer burst gets through to the lifecycle.
  const failing = (nth: number, times = 4) =>
    world.emulator.faults({ operation: "getInputFileLog", nth, times, effect: { status: 503 } });
  const again = async (olds: FileInspectionOutputs, week = 2) =>
    fileInspection.update(
      world.newProcess(),
      sha1("hello"),
      olds,
      await inputsOf({ source: await file("hello"), triggers: { week } }),
    );
  const lose = async (olds: FileInspectionOutputs) => {
    world.pass(60_000);
    failing(2, 1_000);
    await expect(again(olds)).rejects.toThrow();
    world.emulator.clearFaults();
    world.pass(60_000);
  };

  it("is searched for through errors of the search", async () => {
    failing(2, 8);
    expect((await create({ source: await file("hello") })).outputs.verdict).toBe("clean");
    expect(uploads()).toBe(1);
  });

  it("is told from an earlier one of the same moment", async () => {
    const { outputs } = await create({ source: await file("hello") });
    const updated = await again(outputs);
    expect(updated.outputs).toMatchObject({ verdict: "clean", inspectedAt: outputs.inspectedAt });
    expect(uploads()).toBe(2);
  });

  it("is found by its content at the next create when every search failed, which the error tells", async () => {
    failing(2, 1_000);
    const error = await failure(create({ source: await file("hello") }));
    expect(error).not.toBeInstanceOf(PartialFailure);
    expect(error.message).toMatch(/File Safer took the file, but .*; a search failed: .*HTTP 503/);
    world.emulator.clearFaults();
    expect((await create({ source: await file("hello") })).outputs.verdict).toBe("clean");
    expect(uploads()).toBe(1);
  });

  it("is recorded as pending, with its date, when the wait for the verdict fails", async () => {
    failing(3);
    const { outputs } = await partial(create({ source: await file("hello") }));
    const inspectedAt = new Date(world.remote.inspections(sha1("hello"))[0]?.registeredAt ?? 0);
    expect(outputs).toMatchObject({ verdict: "pending", inspectedAt: inspectedAt.toISOString() });
    world.emulator.clearFaults();
    world.pass(60_000);
    failing(3);
    const later = await partial(again(outputs));
    expect(later.outputs).toMatchObject({ verdict: "pending", triggers: { week: 2 } });
    expect(later.outputs.inspectedAt).not.toBe(outputs.inspectedAt);
  });

  it("answers the triggers that it was sent for, also after a create whose wait failed", async () => {
    failing(3);
    const { outputs } = await partial(create({ source: await file("hello") }));
    world.emulator.clearFaults();
    await lose(outputs);
    expect((await again(outputs)).outputs.verdict).toBe("clean");
    expect(uploads()).toBe(2);
  });

  it("answers the triggers that it was sent for, also when the state is refreshed before the next update", async () => {
    const { id, outputs } = await create({ source: await file("hello") });
    await lose(outputs);
    const found = await fileInspection.read(world.newProcess(), id, { inputs: outputs, outputs });
    const updated = await again(found?.outputs ?? outputs);
    expect(uploads()).toBe(2);
    world.pass(60_000);
    await again(updated.outputs, 3);
    expect(uploads()).toBe(3);
  });

  it("keeps its date while the log does not show it", async () => {
    world.emulator.pace("manual");
    const { outputs } = await partial(create({ source: await file("hello"), timeouts: { create: "1m" } }));
    world.emulator.reset();
    const inputs = await inputsOf({ source: await file("hello"), timeouts: { update: "1m" } });
    const later = await partial(fileInspection.update(world.newProcess(), sha1("hello"), outputs, inputs));
    expect(later.outputs).toMatchObject({ verdict: "pending", inspectedAt: outputs.inspectedAt });
  });

  it("does not answer new triggers where the log has no dates: the file is sent once more", async () => {
    const undated = () => world.newProcess(withoutDates);
    const source = await file("hello");
    const { id, outputs } = await create({ source }, undated());
    expect(outputs).toMatchObject({ verdict: "clean", inspectedAt: undefined });
    await create({ source }, undated());
    expect(uploads()).toBe(1);
    const inputs = await inputsOf({ source, triggers: { week: 2 } });
    expect((await fileInspection.update(undated(), id, outputs, inputs)).outputs.verdict).toBe("clean");
    expect(uploads()).toBe(2);
  });
});

describe("a log that shows less than one would wish", () => {
  it("lets no earlier clean inspection pass for one that finds malware, without dates and the newest first", async () => {
    const newestFirst = showing((entries) => entries.toReversed());
    const process = () => world.newProcess((inner) => newestFirst(withoutDates(inner)));
    const source = await file("hello");
    const { id, outputs } = await create({ source }, process());
    world.emulator.pace("manual");
    world.onSleep = () => world.emulator.moveFile(sha1("hello"), { statusCode: "CMPL", resultCode: "M" });
    const inputs = await inputsOf({ source, triggers: { week: 2 } });
    const error = await partial(fileInspection.update(process(), id, outputs, inputs));
    expect(error.outputs.verdict).toBe("malware");
  });

  it.each([
    ["that is nothing", () => null],
    ["without a readable status", (entry: object) => ({ ...entry, analysisStatusCode: null })],
    ["of which nothing can be read", () => ({ analysisStatusCode: 7, registrationYmdt: {} })],
  ])("never takes an entry %s for clean, wherever it stands", async (_, spoil) => {
    const source = await file("hello");
    for (const show of [
      (entries: unknown[]) => [...entries, spoil(Object(entries[0]))],
      (entries: unknown[]) => [spoil(Object(entries[0])), ...entries],
    ]) {
      const error = await partial(create({ source }, world.newProcess(showing(show))));
      expect(error.outputs.verdict).toBe("error");
      expect(error.message).toContain("is error by File Safer");
      expect(error.message).not.toContain("undefined");
    }
  });

  it("takes an entry that cannot be read for outdated, where a later one says so", async () => {
    const source = await file("hello");
    const { id, outputs } = await create({ source });
    world.pass(60_000);
    const spoilt = showing(([first, ...others]) => [
      { ...Object(first), analysisStatusCode: null },
      ...others,
    ]);
    const inputs = await inputsOf({ source, triggers: { week: 2 } });
    const updated = await fileInspection.update(world.newProcess(spoilt), id, outputs, inputs);
    expect(updated.outputs.verdict).toBe("clean");
  });

  it("lets no earlier inspection pass for an upload, where it has forgotten a later one", async () => {
    const source = await file("hello");
    const week = async (number: number, olds: FileInspectionOutputs, ctx = world.newProcess()) => {
      world.pass(60_000);
      const inputs = await inputsOf({ source, triggers: { week: number } });
      return fileInspection.update(ctx, sha1("hello"), olds, inputs);
    };
    const first = await create({ source });
    const second = await week(2, first.outputs);
    const forgetful = showing((entries) => (uploads() < 3 ? entries.slice(1) : entries.slice(0, 1)));
    await expect(week(3, second.outputs, world.newProcess(forgetful))).rejects.toThrow(
      "its log does not show the inspection",
    );
  });
});

describe("another content of the same SHA-1", () => {
  const other = "f".repeat(64);
  const entry = (fields: object = {}) => ({
    sha1: sha1("hello"),
    sha256: other,
    analysisStatusCode: "CMPL",
    analysisResultCode: "N",
    registrationYmdt: String(world.now() + 3_600_000),
    ...fields,
  });
  const beside = (fields: object) => world.newProcess(showing((entries) => [...entries, entry(fields)]));

  it("is a new inspection", async () => {
    const source = await file("hello");
    const { outputs } = await create({ source });
    const { changes: found } = await fileInspection.diff(
      world.ctx,
      "",
      { ...outputs, sha256: other },
      await inputsOf({ source }),
    );
    expect(found).toEqual([{ path: "sha256", kind: "update", replace: true }]);
    expect(await changes({ ...outputs, sha256: other }, { source: unknown })).toEqual(["source"]);
  });

  it("is not sent in place of the one that was checked", async () => {
    const inputs = await inputsOf({ source: await file("hello") });
    await expect(fileInspection.create(world.ctx, { ...inputs, sha256: other })).rejects.toThrow(
      "has changed since the update began",
    );
    expect(uploads()).toBe(0);
  });

  it("does not pass for this one: the file is sent, and its own verdict counts", async () => {
    const process = beside({ sha1: sha1(eicar) });
    const error = await partial(create({ source: await file(eicar) }, process));
    expect(error.outputs.verdict).toBe("malware");
    expect(uploads()).toBe(1);
  });

  it("is not waited for", async () => {
    const pending = beside({ analysisStatusCode: "IPRG", analysisResultCode: null });
    expect((await create({ source: await file("hello") }, pending)).outputs.verdict).toBe("clean");
    expect(uploads()).toBe(1);
  });

  it("is not taken for an upload that was lost on its way", async () => {
    world.emulator.faults({ operation: "inputFile", when: "before", times: 1, effect: { drop: true } });
    let looks = 0;
    const appearing = showing((entries) => {
      looks += 1;
      return looks > 1 ? [...entries, entry()] : entries;
    });
    await expect(create({ source: await file("hello") }, world.newProcess(appearing))).rejects.toThrow(
      "what came of inputFile is not known",
    );
  });

  it("does not show in a refresh, unless nothing but the SHA-1 is known", async () => {
    const { id, outputs } = await create({ source: await file("hello") });
    const process = () => beside({ analysisResultCode: "M" });
    const found = await fileInspection.read(process(), id, { inputs: outputs, outputs });
    expect(found?.outputs).toEqual(outputs);
    const looked = await fileInspection.read(process(), id, { inputs: {}, outputs: {} });
    expect(looked?.outputs.verdict).toBe("malware");
  });

  it("inside an archive counts too, although another of its files is clean", async () => {
    const archive = await file(zip({ "a.txt": Buffer.from("hello") }), "app.zip");
    const bad = { analysisResultCode: "M", registrationYmdt: String(world.now() - 1) };
    const inside = showing((entries) => [entry(bad), ...entries], "getInputFileLogByParentHash");
    const error = await partial(create({ source: archive }, world.newProcess(inside)));
    expect(error.outputs).toMatchObject({ verdict: "malware", entryCount: 2 });
  });

  it.each([undefined, null, ""])("may be any where the log tells %o for the SHA-256", async (sha256) => {
    const source = await file("hello");
    expect((await create({ source }, beside({ sha256 }))).outputs.verdict).toBe("clean");
    expect(uploads()).toBe(0);
  });

  it("is told by the SHA-256 in whichever case", async () => {
    const { sha256 = "" } = await inputsOf({ source: await file("hello") });
    const process = beside({ sha256: sha256.toUpperCase() });
    expect((await create({ source: await file("hello") }, process)).outputs.verdict).toBe("clean");
    expect(uploads()).toBe(0);
  });
});

describe("an archive", () => {
  it("is as bad as the worst file inside it", async () => {
    const archive = zip({ "readme.txt": Buffer.from("hello"), "bin/tool": Buffer.from(eicar) });
    const error = await partial(create({ source: await file(archive, "app.zip") }));
    expect(error.outputs).toMatchObject({ verdict: "malware", entryCount: 2 });
    expect(error.outputs.entries?.[0]).toMatchObject({ verdict: "malware", sha1: sha1(eicar) });
    expect(error.message).toContain(`inside it: malware ${sha1(eicar)}`);
  });

  it("is not clean while an entry of one of its files cannot be read", async () => {
    const source = await file(zip({ "a.txt": Buffer.from("a") }), "app.zip");
    const spoilt = (inner: Gateway): Gateway => ({
      send: async (...call) => {
        const answer = await inner.send(...call);
        if (call[0].operation !== "getInputFileLogByParentHash") return answer;
        return z
          .looseObject({ inputFileLogList: z.array(z.unknown()).transform((all) => [...all, "?"]) })
          .parse(answer);
      },
      close: () => inner.close(),
    });
    const error = await partial(create({ source }, world.newProcess(spoilt)));
    expect(error.outputs).toMatchObject({ verdict: "error", entryCount: 2 });
  });

  it("may have ten thousand files, of which the state holds the worst hundred", async () => {
    const files = Array.from({ length: 9_999 }, (_, index) => [`${index}`, Buffer.from(`${index}`)]);
    const archive = zip({ ...Object.fromEntries(files), last: Buffer.from(eicar) });
    const { outputs } = await partial(create({ source: await file(archive, "app.zip") }));
    expect(outputs).toMatchObject({ verdict: "malware", entryCount: 10_000 });
    expect(outputs.entries).toHaveLength(100);
    expect(outputs.entries?.[0]).toMatchObject({ verdict: "malware", sha1: sha1(eicar) });
  });

  it("of clean files is clean", async () => {
    const { outputs } = await create({
      source: await file(zip({ "a.txt": Buffer.from("a"), "b.txt": Buffer.from("b") }), "app.zip"),
    });
    expect(outputs).toMatchObject({ verdict: "clean", entryCount: 2 });
  });
});

describe("reading and deleting an inspection", () => {
  it("never touches the file", async () => {
    const source = await file("hello");
    const { id, outputs } = await create({ source });
    await rm(source);
    const found = await fileInspection.read(world.newProcess(), id, { inputs: outputs, outputs });
    expect(found?.outputs).toEqual(outputs);
    world.emulator.clearRequests();
    await fileInspection.delete(world.newProcess(), id, outputs);
    expect(world.calls()).toEqual([]);
  });

  it("shows a verdict that has changed since", async () => {
    const { id, outputs } = await create({ source: await file("hello") });
    world.emulator.moveFile(id, { statusCode: "CMPL", resultCode: "M" });
    const found = await fileInspection.read(world.newProcess(), id, { inputs: outputs, outputs });
    expect(found?.outputs.verdict).toBe("malware");
    expect(await changes(found?.outputs ?? {}, { source: await file("hello") })).toEqual(["verdict"]);
  });

  it("keeps a finished one that the log no longer shows", async () => {
    const { id, outputs } = await create({ source: await file("hello") });
    world.emulator.reset();
    expect(await fileInspection.read(world.newProcess(), id, { inputs: outputs, outputs })).toMatchObject({
      outputs: { verdict: "clean" },
    });
    expect(await fileInspection.read(world.newProcess(), id, { inputs: {}, outputs: {} })).toBeNull();
  });

  it("with a secret path is never named by it", async () => {
    const ctx = { ...world.newProcess(), secretArguments: new Set(["source"]) };
    const missing = await fileInspection.check(ctx, {}, { source: "/canary/path.bin" });
    expect(missing.failures).toEqual([
      { property: "", reason: expect.stringContaining("source: does not exist") },
    ]);
    const path = await file("pending for ever", "canary.bin");
    world.emulator.pace("manual");
    const inputs = await inputsOf({ source: path, timeouts: { create: "1s" } });
    const error = await failure(fileInspection.create(ctx, inputs));
    expect(error.message).toContain("has no verdict yet");
    expect(error.message).not.toContain(path);
  });
});
