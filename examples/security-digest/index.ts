import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const { Platform, ...monitoring } = security.securitymonitoring;

const config = new pulumi.Config();
const hours = config.requireNumber("hours");
const now = Date.now();

const lastDay = {
  platform: config.require("platform", { allowedValues: Object.values(Platform) }),
  startDateTime: now - hours * 3_600_000,
  endDateTime: now,
  all: true,
};

// Each of the five lists is asked for once, and read to its last page.
const events = pulumi.all({
  antivirus: monitoring.getAVListOutput(lastDay).antiVirusDataList,
  ddos: monitoring.getDDoSListOutput(lastDay).ddosDataList,
  ids: monitoring.getIDSListOutput(lastDay).idsDataList,
  ips: monitoring.getIPSListOutput(lastDay).ipsDataList,
  waf: monitoring.getWAFListOutput(lastDay).wafDataList,
});

/** How many there are of each. */
function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function targetOf(event: security.securitymonitoring.SecurityEvent): string {
  return event.targetIp ?? event.infectedServerIp ?? "unknown";
}

export const since = new Date(lastDay.startDateTime).toISOString();

export const byType = events.apply((lists) =>
  Object.fromEntries(Object.entries(lists).map(([type, list]) => [type, list.length])),
);

export const byTarget = events.apply((lists) => count(Object.values(lists).flat().map(targetOf)));
