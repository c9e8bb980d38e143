import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const config = new pulumi.Config();

const startUrl = config.get("startUrl") ?? "https://shop.example.com/";

// Web Security Checker looks at the shop as a signed-in customer sees it.
const scan = new security.wsc.ScanJob("shop", {
  startUrl,
  // The scanner would sign itself out.
  excludeUrls: [new URL("/logout", startUrl).href],
  headers: { Cookie: config.getSecret("sessionCookie") ?? pulumi.secret("session=example") },
  memo: "quickstart",
});

// File Safer tells when a file or a hash turns out to be malware ...
for (const filter of ["hash", "file"] as const) {
  new security.filesafer.NotificationConfig(filter, {
    filter,
    notificationType: security.filesafer.NotificationType.Malware,
  });
}

// ... and when ten or more do within half an hour.
const threshold = new security.filesafer.ThresholdNotificationConfig("outbreak", {
  filter: "file",
  thresholds: [
    {
      notificationType: security.filesafer.NotificationType.Malware,
      referenceTime: 30,
      thresholdValue: 10,
    },
  ],
});

export const instanceNo = scan.instanceNo;
export const state = scan.state;
export const thresholds = threshold.thresholds;
