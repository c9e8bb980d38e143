import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const config = new pulumi.Config();
const sites = config.getObject<string[]>("sites") ?? [
  "https://www.example.com/",
  "https://shop.example.com/",
];

const maxAge = config.get("maxAge") ?? "30d";

// `pulumi up` runs every day in CI. It starts a scan only where the last one is older than 30 days,
// as a re-diagnosis where NCP grants one for free.
const scans = sites.map(
  (startUrl) =>
    new security.wsc.ScanJob(new URL(startUrl).hostname, { startUrl, maxAge, rerunOnFailure: true }),
);

export const jobs = pulumi.all(
  scans.map((scan) => pulumi.interpolate`${scan.startUrl}: job ${scan.instanceNo}, ${scan.state}`),
);
