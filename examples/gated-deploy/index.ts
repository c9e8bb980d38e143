import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";
import { Release } from "./release";

const config = new pulumi.Config();
const version = config.require("version");

// 1. The new version goes to a place where only the scanner and the team look.
const staging = new Release("staging", { file: "staging.txt", version });

// 2. It is scanned, once for each version. The update stops here while the scan finds too much.
const scan = new security.wsc.ScanJob(
  "staging",
  {
    startUrl: config.get("stagingUrl") ?? "https://staging.example.com/",
    triggers: { version },
    gate: { high: config.getNumber("allowHigh") ?? 0 },
    // Also when the gate fails, so that the stage can show why.
    reportFiles: { html: "out/scan.html", sarif: "out/scan.sarif" },
    timeouts: { create: config.get("timeout"), update: config.get("timeout") },
  },
  { dependsOn: staging },
);

// 3. Only then it goes live: dependsOn is what makes a bad scan stop it.
const live = new Release("live", { file: "live.txt", version }, { dependsOn: scan });

export const liveVersion = live.version;
export const findings = scan.riskCounts;
export const job = scan.instanceNo;
