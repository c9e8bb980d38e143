import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../../sdk";
import { type EngineWorld, openEngine } from "../../support/engine";
import { failure } from "../../support/world";

const { FileInspection, NotificationConfig, ThresholdNotificationConfig } = security.filesafer;
const { ScanJob } = security.wsc;

const run = promisify(execFile);

const startUrl = "https://shop.example.com/";
const malware = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
const content = "release 1\n";
const sha1 = createHash("sha1").update(content).digest("hex");

describe("an import with the plugin", () => {
  let world: EngineWorld;
  let folder: string;
  let job: string;
  beforeEach(async () => {
    world = await openEngine({ pace: "instant" });
    await world.choose("plugin");
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-import-"));
    await writeFile(join(folder, "artefact"), content);
    const seeded = world.emulator.seed({
      findings: { [startUrl]: { high: 0, medium: 1, low: 0 } },
      jobs: [{ startUrl, statusCode: 4 }],
      files: [{ content, resultCode: "N" }],
      notifications: { hashfilter: "MAL" },
      thresholds: { filefilter: [malware] },
    });
    job = String(seeded.jobs[0]);
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  /** Calls that change something, or are paid for. */
  const changing = () =>
    world.emulator
      .requests()
      .map(({ operation }) => operation)
      .filter((operation) => !/^(get|search)/.test(operation));

  const source = () => join(folder, "artefact");

  const importing = (id: string): CustomResourceOptions => ({ import: id });

  const estate = (imported: boolean) => async () => {
    const opts = (id: string) => (imported ? importing(id) : {});
    new ScanJob("scan", { startUrl }, opts(job));
    new NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" }, opts("hash"));
    new ThresholdNotificationConfig("outbreak", { filter: "file", thresholds: [malware] }, opts("file"));
    new FileInspection("artefact", { source: source() }, opts(sha1));
  };

  it("takes over all four resources by their ids, and changes nothing", async () => {
    await world.up(estate(true));
    expect(await world.preview(estate(true))).toEqual({ same: 5 });
    expect(await world.preview(estate(false))).toEqual({ same: 5 });
    expect(await world.refresh()).toEqual({ same: 5 });
    expect(changing()).toEqual([]);
    const { scan, artefact } = await world.resources();
    expect(scan?.outputs).toMatchObject({ instanceNo: Number(job), state: "completed" });
    expect(artefact?.outputs).toMatchObject({ source: source(), verdict: "clean" });
  });

  /** Arguments that NCP does not tell of a scan, or tells otherwise, by the host that is scanned. */
  const variants: Readonly<Record<string, Omit<security.wsc.ScanJobArgs, "startUrl">>> = {
    triggers: { triggers: { release: 1 } },
    headers: { headers: { Cookie: "session=1" } },
    browser: { userAgent: "iPhone" },
    excluded: { excludeUrls: ["https://excluded.example.com/admin"] },
    items: { vulnerabilityItems: ["XSS"] },
    age: { maxAge: "1s" },
    gate: { gate: { high: 0 } },
  };

  it("starts no scan, whatever arguments the program has, also in the preview after it", async () => {
    const urlOf = (host: string) => `https://${host}.example.com/`;
    const jobs = Object.keys(variants).map((host) => ({ startUrl: urlOf(host), statusCode: 4 }) as const);
    const findings = { [urlOf("gate")]: { high: 0, medium: 1, low: 0 } };
    const numbers = world.emulator.seed({ jobs, findings }).jobs;
    const program = async () => {
      for (const [index, [host, args]] of Object.entries(variants).entries())
        new ScanJob(host, { ...args, startUrl: urlOf(host) }, importing(String(numbers[index])));
    };
    await world.preview(program);
    await world.up(program);
    expect(changing()).toEqual([]);
    for (const { outputs } of Object.values(await world.resources()))
      expect(outputs).not.toHaveProperty("imported");
    // One is older than its program allows, which is judged from the next run on.
    expect(await world.preview(program)).toEqual({ same: 7, update: 1 });
  });

  it("of a scan lets later triggers run it again", async () => {
    const program = (release: number) => async () =>
      void new ScanJob("scan", { startUrl, triggers: { release } }, importing(job));
    await world.up(program(1));
    expect(changing()).toEqual([]);
    expect(await world.up(program(2))).toEqual({ same: 1, update: 1 });
    expect(changing()).toEqual(["createJob"]);
  });

  it("of an inspection with triggers uploads nothing, and a later change does", async () => {
    const program = (release: number) => async () =>
      void new FileInspection("artefact", { source: source(), triggers: { release } }, importing(sha1));
    await world.up(program(1));
    expect(await world.preview(program(1))).toEqual({ same: 2 });
    expect(changing()).toEqual([]);
    await world.up(program(2));
    expect(changing()).toEqual(["inputFile"]);
  });

  it("of what is not there is refused in one line", async () => {
    await failure(world.up(async () => void new ScanJob("scan", { startUrl }, importing("99"))));
    expect(world.output.join("")).toContain('there is no ScanJob with the id "99" in this account');
    await failure(world.up(async () => void new ScanJob("scan", { startUrl }, importing("shop"))));
    expect(world.output.join("")).toContain("The id is the number of a scan job");
  });

  it("is what the dynamic provider refuses, with what to do instead", async () => {
    await world.choose("dynamic");
    const program = async () => void new ScanJob("shop", { startUrl }, importing("1234567001"));
    const { message } = await failure(world.preview(program));
    expect(message).toContain('ScanJob "shop": opts.import does not work');
    expect(message).toContain('ScanJob.get("shop", "1234567001")');
    expect(message).toContain("adopt: 1234567001");
  });

  it("by the command line takes over by the id alone, and the program then records its arguments", async () => {
    const { workDir, envVars } = world.stack.workspace;
    const ids = {
      "wsc:ScanJob": ["scan", job],
      "filesafer:NotificationConfig": ["alerts", "hash"],
      "filesafer:ThresholdNotificationConfig": ["outbreak", "file"],
      "filesafer:FileInspection": ["artefact", sha1],
    };
    for (const [type, [name = "", id = ""]] of Object.entries(ids)) {
      const args = ["import", `ncloud-security:${type}`, name, id, "--yes", "--skip-preview"];
      const { stdout, stderr } = await run(
        "pulumi",
        [
          ...args,
          "--generate-code=false",
          "--protect=false",
          "--stack",
          world.stack.name,
          "--non-interactive",
        ],
        { cwd: workDir, env: { ...process.env, ...envVars } },
      );
      expect(stdout + stderr).not.toContain("bug in the provider");
    }
    // Of these, Pulumi writes the program.
    const { scan, alerts, artefact } = await world.resources();
    expect(scan?.inputs).toEqual({ startUrl, endpoint: world.emulator.url });
    expect(alerts?.inputs).not.toHaveProperty("onDestroy");
    expect(artefact?.inputs).not.toHaveProperty("allow");
    await world.up(estate(false));
    expect(await world.preview(estate(false))).toEqual({ same: 5 });
    expect(changing()).toEqual([]);
  });
});
