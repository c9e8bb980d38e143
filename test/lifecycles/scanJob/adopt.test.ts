import { describe, expect, it } from "vitest";
import { freshScan, scan, startUrl, world } from "../../support/scan";

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
