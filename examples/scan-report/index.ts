import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const config = new pulumi.Config();
const instanceNo = config.requireNumber("instanceNo");
const folder = config.require("folder");

const files = security.wsc.getReportOutput({ instanceNo }).apply((report) => {
  const { html, sarif } = security.wsc.renderReport(report, { instanceNo, generatedAt: new Date() });
  mkdirSync(folder, { recursive: true });
  return {
    page: write("report.html", html),
    sarif: write("report.sarif", JSON.stringify(sarif, undefined, 2)),
    findings: report.Classify_byRisk_Level,
  };
});

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

export const page = files.page;
export const sarif = files.sarif;
export const findings = files.findings;
