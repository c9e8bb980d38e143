import * as security from "../../sdk";

/** One resource of each kind with every argument; what it was recorded as must preview without a change for ever. */
export async function program(): Promise<void> {
  const { FileInspection, NotificationConfig, ThresholdNotificationConfig } = security.filesafer;
  new security.wsc.ScanJob("shop", {
    startUrl: "https://shop.example.com/",
    excludeUrls: ["https://shop.example.com/logout"],
    headers: { Cookie: "session=recorded" },
    vulnerabilityItems: ["XSS"],
    userAgent: "iPhone",
    speed: "fast",
    memo: "recorded",
    triggers: { release: "1" },
    maxAge: "3650d",
    rescan: "never",
    rerunOnFailure: true,
    waitFor: "completed",
    gate: { high: 10, total: 100, minCrawledUrlCount: 1 },
    reportFiles: { json: "node_modules/.cache/recorded-report.json" },
    timeouts: { create: "1h", update: "1h", delete: "5m" },
  });
  new security.wsc.ScanJob("plain", { startUrl: "https://blog.example.com/" });
  new NotificationConfig("alerts", { filter: "hash", notificationType: "MAE", onDestroy: "restore" });
  new ThresholdNotificationConfig("outbreak", {
    filter: "file",
    thresholds: [
      { notificationType: "MAL", referenceTime: 5, thresholdValue: 10 },
      { notificationType: "ERR", referenceTime: 30, thresholdValue: 1000 },
    ],
    onDestroy: "restore",
  });
  new FileInspection("artefact", {
    source: "test/states/artefact.txt",
    archivePassword: "recorded",
    allow: "any",
    triggers: { week: 1 },
    timeouts: { create: "5m", update: "5m" },
  });
}
