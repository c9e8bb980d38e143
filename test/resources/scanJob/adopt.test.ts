import { describe, expect, it } from "vitest";
import { freshScan, scan, startUrl, world } from "../../support/scanDriver";

freshScan();

describe("a new scan", () => {
  it("adopts the job that it is told to, without a scan", async () => {
    const [instanceNo] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    expect(await scan.create({ adopt: instanceNo })).toBeUndefined();
    expect(scan.outputs).toMatchObject({ instanceNo, state: "completed" });
    expect(scan.outputs.riskCounts?.total).toBeTypeOf("number");
    expect(world.calls("createJob")).toEqual([]);
  });

  it("refuses to adopt a job of another site, or one that is not there", async () => {
    const [instanceNo] = world.emulator.seed({
      jobs: [{ startUrl: "https://blog.example.com/?key=hush", statusCode: 4 }],
    }).jobs;
    expect((await scan.create({ adopt: instanceNo }))?.message).toContain(
      "is of https://blog.example.com/, not of https://shop.example.com/.",
    );
    expect((await scan.create({ adopt: 7 }))?.message).toContain("there is no scan job 7");
  });

  it("refuses to adopt a job of another port of the same host", async () => {
    const [instanceNo] = world.emulator.seed({
      jobs: [{ startUrl: startUrl.replace("https:", "http:"), statusCode: 4 }],
    }).jobs;
    expect((await scan.create({ adopt: instanceNo }))?.message).toContain(
      "is of http://shop.example.com/, not of https://shop.example.com/",
    );
  });

  it("is not left to nobody: another job is adopted only once it has ended", async () => {
    await scan.create();
    world.emulator.moveJob(Number(scan.id), { statusCode: 13 });
    const [adopt] = world.emulator.seed({ jobs: [{ startUrl, statusCode: 4 }] }).jobs;
    expect((await scan.up({ adopt }))?.message).toContain(
      `adopt: scan job ${scan.id} of this resource still goes on`,
    );
    scan.move("diagnosticCompleted");
    expect(await scan.up({ adopt })).toBeUndefined();
    expect(scan.outputs.instanceNo).toBe(adopt);
  });

  it("refuses a number that would lose digits, and names the greatest", async () => {
    const refused = scan.inputs({ adopt: "9007199254740993" });
    await expect(refused).rejects.toThrow("adopt");
    await expect(refused).rejects.toThrow("up to 9007199254740991");
  });

  it.each([
    ["failed", 5],
    ["canceled", 91],
    ["stopped", 93],
  ] as const)("refuses to adopt a job that is %s, for it has no result", async (state, statusCode) => {
    const [instanceNo] = world.emulator.seed({ jobs: [{ startUrl, statusCode }] }).jobs;
    expect((await scan.create({ adopt: instanceNo }))?.message).toContain(
      `scan job ${instanceNo} is ${state}`,
    );
    expect(world.calls("createJob")).toEqual([]);
  });
});
