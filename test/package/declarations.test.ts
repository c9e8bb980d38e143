import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Installed } from "./installed";

const program = `
import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const kr = new security.Provider("kr", { accessKey: "a", secretKey: pulumi.secret("s") });
const scan = new security.wsc.ScanJob("shop", { startUrl: "https://shop.example.com/" }, { provider: kr });
const artefact = new security.filesafer.FileInspection("artefact", { source: "./app.zip" });

export const job: pulumi.Output<number> = scan.instanceNo;
export const state: pulumi.Output<security.wsc.JobState> = scan.state;
export const high = scan.riskCounts.apply((counts?: security.wsc.RiskCounts) => counts && counts.high);
export const verdict: pulumi.Output<security.filesafer.Verdict> = artefact.verdict;
export const page: pulumi.Output<string> = security.wsc
  .getReportOutput({ instanceNo: scan.instanceNo })
  .apply((report) => security.wsc.renderReport(report, { instanceNo: 1 }).html);
export const attacks: Promise<number> = security.securitymonitoring
  .getWAFList({ startDateTime: 0, endDateTime: new Date() })
  .then(({ totalRows }) => totalRows);
export const code = (error: unknown) => security.isNcloudError(error) && error.details.code;
// @ts-expect-error a browser that there is not
new security.wsc.ScanJob("misspelt", { startUrl: "https://shop.example.com/", userAgent: "Lynx" });
`;

const unitTest = `
import { ControlError, startEmulator } from "pulumi-ncloud-security/emulator";

export async function test(): Promise<string> {
  const emulator = await startEmulator({ pace: "manual" });
  const { jobs } = emulator.seed({ jobs: [{ startUrl: "https://shop.example.com/", statusCode: 4 }] });
  emulator.faults({ operation: "createJob", effect: { status: 500 } });
  emulator.moveJob(jobs[0], { step: true });
  emulator.requests().map(({ operation, status }) => [operation, status]);
  await emulator.close();
  // @ts-expect-error a part of time that there is not
  emulator.advance({ weeks: 1 });
  return emulator.health().now + new ControlError("no").status;
}
`;

const pack = `
import { PolicyPack } from "@pulumi/policy";
import { isOfType, policies, type ResourceType } from "pulumi-ncloud-security/policies";

const scans: ResourceType = "wsc:ScanJob";
new PolicyPack("ours", {
  policies: [...policies, { name: "none", description: "", validateStack: ({ resources }, report) => {
    if (resources.some(isOfType(scans))) report("there are no scans");
  } }],
});
// @ts-expect-error a resource that there is not
isOfType("wsc:Report");
`;

const disposal = `
import { startEmulator } from "pulumi-ncloud-security/emulator";

export async function test(): Promise<string> {
  await using emulator = await startEmulator();
  return emulator.url;
}
`;

/** Of Pulumi's own template for TypeScript. */
const template = {
  strict: true,
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};

/** The template of those who keep up with Node.js. */
const modern = { strict: true, target: "es2022", types: ["node"] };

const configurations = {
  "Pulumi's template": template,
  node16: { ...modern, module: "node16" },
  nodenext: { ...modern, module: "nodenext" },
  bundler: { ...modern, module: "esnext", moduleResolution: "bundler" },
} as const;

type Configuration = keyof typeof configurations;

/** Version 7 has no `moduleResolution: node`, which version 6 takes only from those who insist. */
const cases: readonly [typescript: string, Configuration, options?: object][] = [
  ["typescript-5.9", "Pulumi's template"],
  ["typescript-5.9", "node16"],
  ["typescript-5.9", "nodenext"],
  ["typescript-5.9", "bundler"],
  ["typescript", "Pulumi's template", { ignoreDeprecations: "6.0", types: ["node"] }],
  ["typescript", "node16"],
  ["typescript", "nodenext"],
  ["typescript", "bundler"],
  ["typescript-7", "node16"],
  ["typescript-7", "nodenext"],
  ["typescript-7", "bundler"],
];

describe("a project type-checks with the package, which its compiler reads whole,", () => {
  let project: Installed;

  beforeAll(async () => {
    project = await Installed.open();
  });

  afterAll(() => project.close());

  test.each(cases)("with %s and %s", async (typescript, configuration, options = {}) => {
    const { problems } = await project.typeCheck(
      typescript,
      { ...configurations[configuration], ...options },
      { "index.ts": program, "test.ts": unitTest, "pack.ts": pack },
    );
    expect(problems).toEqual([]);
  });

  test.each(["typescript-5.9", "typescript", "typescript-7"])(
    "with %s and `await using`, but an old library and no types of Node.js",
    async (typescript) => {
      const { problems } = await project.typeCheck(
        typescript,
        { strict: true, target: "es2020", lib: ["es2020"], module: "node16", types: [] },
        { "disposal.ts": disposal },
      );
      expect(problems).toEqual([]);
    },
  );

  test("as a module of the new kind", async () => {
    const { problems } = await project.typeCheck("typescript", configurations.nodenext, {
      "index.mts": program,
      "test.mts": unitTest,
      "pack.mts": pack,
    });
    expect(problems).toEqual([]);
  });

  test("and every declaration in it is one that a program can see", async () => {
    const { read } = await project.typeCheck("typescript", configurations.nodenext, {
      "index.ts": program,
      "test.ts": unitTest,
      "pack.ts": pack,
    });
    expect(read.sort()).toEqual(project.files.filter((file) => file.endsWith(".d.ts")).sort());
  });
});
