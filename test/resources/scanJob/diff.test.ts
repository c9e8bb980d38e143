import { beforeEach, describe, expect, it } from "vitest";
import { scanJob } from "../../../provider/resources/scanJob";
import { freshScan, scan, world } from "../../support/scanDriver";
import { unknown } from "../../support/world";

freshScan();

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
