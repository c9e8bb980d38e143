import type { JobRecord } from "../../provider/ncp/api/wsc/schemas";
import { readSign } from "../../provider/resources/scanJob/marker";
import { isActive, readOfferedPhase } from "../../provider/resources/scanJob/state";
import type { Found } from "./discovered";
import { nameTarget } from "./names";
import { Expression } from "./typescript";

/** A job with a URL that a ScanJob can have. */
export interface SitedJob extends JobRecord {
  readonly start_url: string;
}

/**
 * Of a target's jobs the latest that has completed, since a ScanJob adopts none without a result. A job that still goes
 * on stays whose it is: `pulumi destroy` would end it.
 */
export function judgeTarget(target: string, jobs: readonly SitedJob[]): Found {
  const newestFirst = jobs.toSorted((a, b) => b.instanceNo - a.instanceNo);
  const active = newestFirst.find((job) => isActive(readOfferedPhase(job)));
  const latest = newestFirst.find((job) => readOfferedPhase(job) === "completed");
  const ofStack = [active, latest].find((job) => job !== undefined && readSign(job) !== undefined);
  if (ofStack !== undefined)
    return leaveOut(target, `a Pulumi stack has it already, and made scan job ${ofStack.instanceNo}`);
  if (latest === undefined)
    return leaveOut(target, active === undefined ? "no scan of it has completed" : describeActive(active));
  return {
    resources: [describeScan(target, latest)],
    notes: [
      ...(active === undefined ? [] : [`${target}: ${describeActive(active)}`]),
      ...noteOtherUrls(target, latest, jobs),
      ...(isPlain(latest) ? [] : [`${target}: ${askForUrl(latest)}`]),
    ],
  };
}

function leaveOut(target: string, why: string): Found {
  return { resources: [], notes: [`left out: ${target}: ${why}`] };
}

function describeActive({ instanceNo }: SitedJob): string {
  return `scan job ${instanceNo} still goes on, and is left to whoever started it`;
}

function describeScan(target: string, job: SitedJob) {
  const { instanceNo } = job;
  const startUrl = isPlain(job)
    ? normalizeUrl(job)
    : new Expression(`config.requireSecret("${nameUrl(instanceNo)}")`);
  return {
    type: "ScanJob",
    names: nameTarget(target),
    id: String(instanceNo),
    args: { startUrl, adopt: instanceNo },
  } as const;
}

function normalizeUrl({ start_url }: SitedJob): string {
  return new URL(start_url).href;
}

/** What follows the path may hold a secret. */
function isPlain({ start_url }: SitedJob): boolean {
  return !/[?#]/.test(start_url);
}

function nameUrl(instanceNo: number): string {
  return `startUrl${instanceNo}`;
}

function askForUrl({ instanceNo }: SitedJob): string {
  return `the URL of scan job ${instanceNo} goes on behind its path, where a secret may stand, so the program reads it from \`pulumi config set --secret ${nameUrl(instanceNo)}\``;
}

function noteOtherUrls(target: string, { instanceNo }: SitedJob, jobs: readonly SitedJob[]): string[] {
  const urls = new Set(jobs.map(normalizeUrl));
  return urls.size === 1
    ? []
    : [`${target}: scan job ${instanceNo} is the latest; those of other start URLs are left out`];
}
