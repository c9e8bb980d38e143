import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openNotesOfRun } from "../../provider/accounts/run/engine";
import { FileNotes } from "../../provider/accounts/run/file";
import { Run } from "../../provider/accounts/run/run";
import { mayBeSamePlace, type Place } from "../../provider/accounts/run/store";

const place: Place = { endpoint: "https://wsc.apigw.ntruss.com", key: "0a1b2c3d", name: "acme" };

describe("what the processes of a run tell each other", () => {
  let folder: string;
  const complaints: unknown[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ncloud-security-notes-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const process1 = (engine = "127.0.0.1:4000") =>
    new FileNotes(engine, (error) => complaints.push(error), folder);

  it("is read by all of them, in the order in which it was written, and only by those of the same engine", () => {
    const [one, other] = [process1(), process1()];
    one.add({ place, about: "job 1", text: "한글" });
    other.add({ place, about: "job 1", text: "b" });
    expect(one.about("job 1").map(({ text }) => text)).toEqual(["한글", "b"]);
    expect(other.about("job 1")).toEqual(one.about("job 1"));
    expect(process1("127.0.0.1:4001").about("job 1")).toEqual([]);
  });

  it("says nothing once its process is gone, and half a line says nothing at all", async () => {
    const notes = process1();
    notes.add({ place, about: "job 1", text: "a" });
    const child = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => child.once("close", resolve));
    const [file = ""] = readdirSync(folder);
    const gone = JSON.stringify({ pid: child.pid, note: { place, about: "job 1", text: "gone" } });
    appendFileSync(join(folder, file), `${gone}\n{"pid":1,"note`);
    notes.add({ place, about: "job 1", text: "b" });
    expect(notes.about("job 1").map(({ text }) => text)).toEqual(["a", "b"]);
  });

  it("counts for the same account: by name where both have one, and where nobody knows better", () => {
    expect(mayBeSamePlace(place, { ...place, key: "ffffffff" })).toBe(true);
    expect(mayBeSamePlace(place, { ...place, key: "ffffffff", name: "other" })).toBe(false);
    expect(mayBeSamePlace(place, { endpoint: place.endpoint, key: place.key })).toBe(true);
    expect(mayBeSamePlace(place, { endpoint: place.endpoint, key: "ffffffff" })).toBe(true);
    expect(mayBeSamePlace(place, { ...place, key: "ffffffff", name: "mine", isGiven: true })).toBe(true);
    expect(mayBeSamePlace(place, { ...place, endpoint: "http://127.0.0.1:4577" })).toBe(false);
  });

  it("lets one of two processes do its work at a time, and the other one after it", async () => {
    const runs = [process1(), process1()].map((notes) => new Run(notes, () => place));
    const events: string[] = [];
    const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
    const work = (run: Run | undefined, name: string) =>
      run?.inTurn("filesafer", "content 1", { sleep }, async () => {
        events.push(`${name} begins`);
        for (let step = 0; step < 5; step++) await sleep();
        events.push(`${name} ends`);
      });
    await Promise.all([work(runs[0], "one"), work(runs[1], "other")]);
    expect(events).toEqual(["one begins", "one ends", "other begins", "other ends"]);
  });

  it("goes on after work that failed", async () => {
    const run = new Run(process1(), () => place);
    const sleep = async () => {};
    const failing = run.inTurn("filesafer", "content 1", { sleep }, async () => {
      throw new Error("the upload failed");
    });
    await expect(failing).rejects.toThrow("the upload failed");
    expect(await run.inTurn("filesafer", "content 1", { sleep }, async () => "done")).toBe("done");
  });

  it("can be read by its user only", () => {
    process1().add({ place, about: "job 1", text: "a" });
    const [file = ""] = readdirSync(folder);
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });

  it("that cannot be written fails nothing, is known to the process itself, and is complained of once", () => {
    rmSync(folder, { recursive: true });
    const notes = process1();
    notes.add({ place, about: "job 1", text: "a" });
    notes.add({ place, about: "job 1", text: "b" });
    mkdirSync(folder);
    expect(notes.about("job 1").map(({ text }) => text)).toEqual(["a", "b"]);
    expect(complaints).toHaveLength(1);
  });
});

describe("a process that an engine has started", () => {
  it("knows the run by the engine's address, not by that of a trace collector before it", () => {
    const engine = `127.0.0.1:${process.pid}1`;
    const run = openNotesOfRun(["--tracing", "tcp://127.0.0.1:4317", engine], () => {});
    run.add({ place, about: "job 1", text: "a" });
    expect(
      openNotesOfRun([engine], () => {})
        .about("job 1")
        .map(({ text }) => text),
    ).toEqual(["a"]);
  });
});

describe("a process that no engine has started", () => {
  it("keeps its notes to itself", () => {
    const notes = openNotesOfRun([], () => {});
    notes.add({ place, about: "job 1", text: "a" });
    expect(notes.about("job 1")).toHaveLength(1);
    expect(openNotesOfRun([], () => {}).about("job 1")).toEqual([]);
  });
});
