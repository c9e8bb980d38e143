import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";
import { beforeEach, describe, expect, it } from "vitest";
import { toPlain } from "../../sdk/plainValues";
import { settle } from "../support/outputs";
import { complaint, configureStack, openAccount } from "./support";

// What a user's unit test of a program does, as docs/queries.md tells it.

const calls: pulumi.runtime.MockCallArgs[] = [];

/** Whether programs are in a preview, in which what only creating tells is not known. */
async function mock({ preview = false } = {}): Promise<void> {
  calls.length = 0;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({
        id: preview ? undefined : `${name}-id`,
        state: { ...inputs, ...(preview ? {} : { instanceNo: 7, sha1: "a".repeat(40) }) },
      }),
      call(args) {
        calls.push(args);
        return { record_data: [], total_cnt: 3, Classify_byRisk_Level: { High: 1 } };
      },
    },
    "shop",
    "test",
    preview,
  );
}

beforeEach(() => mock());

/** Every query function of the package, by its token. */
const forms = Object.entries({
  wsc: security.wsc,
  filesafer: security.filesafer,
  securitymonitoring: security.securitymonitoring,
}).flatMap(([module, functions]) =>
  Object.entries(functions).flatMap(([name, form]) =>
    /^(get|search|check)\w+$/.test(name) ? [{ module, name, form: form as (args: object) => unknown }] : [],
  ),
);

describe("under mocks", () => {
  it("there are two forms of each of 15 queries", () => {
    expect(forms).toHaveLength(30);
  });

  it.each(forms)(
    "$module.$name goes to the mocks' call, and NCP is asked nothing",
    async ({ module, name, form }) => {
      const account = await openAccount();
      configureStack(account);
      const query = name.replace(/Output$/, "");
      const answer = form({ some: "argument" });
      await (pulumi.Output.isInstance(answer) ? settle(answer) : answer);
      expect(calls).toEqual([
        { token: `ncloud-security:${module}/${query}:${query}`, inputs: { some: "argument" }, provider: "" },
      ]);
      expect(account.requests()).toEqual([]);
    },
  );

  it("a query answers what the mock says, of arguments that come from resources", async () => {
    const scan = new security.wsc.ScanJob("shop", { startUrl: "https://shop.example.com/" });
    const report = security.wsc.getReportOutput({ instanceNo: scan.instanceNo });
    expect(await settle(report)).toMatchObject({
      value: { Classify_byRisk_Level: { High: 1 } },
      secret: false,
    });
    expect(calls[0]?.inputs).toEqual({ instanceNo: 7 });
  });

  it("an Output is unknown while its arguments are", async () => {
    await mock({ preview: true });
    const scan = new security.wsc.ScanJob("shop", { startUrl: "https://shop.example.com/" });
    const report = security.wsc.getReportOutput({ instanceNo: scan.instanceNo });
    expect((await settle(report)).known).toBe(false);
    expect(calls).toEqual([]);
  });

  it("Dates arrive as text, and a secret stays one", async () => {
    const ticketId = pulumi.secret("526068433");
    const detail = security.securitymonitoring.getDDoSEventDetailOutput({ ticketId });
    expect(await pulumi.isSecret(detail)).toBe(true);
    await security.filesafer.getInputFileLogByParentHash({ parentHash: "b", fromDate: new Date(0) });
    expect(calls.at(-1)?.inputs).toEqual({ parentHash: "b", fromDate: "1970-01-01T00:00:00.000Z" });
  });

  it("a Provider of the query is named", async () => {
    const kr = new security.Provider("kr", { accessKey: "a", secretKey: "s" });
    await security.wsc.searchJobs({}, { provider: kr });
    expect(calls.at(-1)?.provider).toMatch(/pulumi:providers:pulumi-nodejs::kr::kr-id$/);
  });

  it("an Output where a value has to be is refused as ever", async () => {
    const args = { instanceNo: pulumi.output(7) as never };
    expect(await complaint(security.wsc.getReport(args))).toContain(
      "Use the form of this query that ends in Output",
    );
  });

  it("a trigger that Pulumi would lose fails the test, also out of an Output", async () => {
    const triggers = toPlain(
      'ScanJob "shop"',
      "triggers",
      pulumi.output({ at: () => 1 }),
    ) as pulumi.Output<unknown>;
    await expect(settle(triggers)).rejects.toThrow('ScanJob "shop": triggers.at is a function');
  });

  it("counts also for modules that are loaded anew afterwards, as some test runners do", async () => {
    const program = `
      const pulumi = require("@pulumi/pulumi");
      const mocks = { newResource: () => ({ id: "", state: {} }), call: ({ token }) => ({ token }) };
      pulumi.runtime.setMocks(mocks).then(async () => {
        for (const file of Object.keys(require.cache)) delete require.cache[file];
        const security = require("pulumi-ncloud-security");
        console.log(JSON.stringify(await security.wsc.getJobs({})));
      });
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", program]);
    expect(JSON.parse(stdout)).toEqual({ token: "ncloud-security:wsc/getJobs:getJobs" });
  });

  it("every resource can be created", async () => {
    const { wsc, filesafer } = security;
    const scan = new wsc.ScanJob("scan", { startUrl: "https://shop.example.com/", gate: { high: 0 } });
    const file = new filesafer.FileInspection("file", { source: "./package.json" });
    const alerts = new filesafer.NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" });
    const outbreak = new filesafer.ThresholdNotificationConfig("outbreak", {
      filter: "file",
      thresholds: [{ notificationType: "MAL", referenceTime: 10, thresholdValue: 5 }],
    });
    const names = await Promise.all(
      [scan, file, alerts, outbreak].map(async ({ id }) => (await settle(id)).value),
    );
    expect(names).toEqual(["scan-id", "file-id", "alerts-id", "outbreak-id"]);
    expect((await settle(scan.gate)).value).toEqual({ high: 0 });
  });
});
