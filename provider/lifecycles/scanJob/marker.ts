import { createHash } from "node:crypto";
import type { JobRecord } from "../../services/wsc";
import { asSet } from "../compare";
import type { ScanJobInputs } from "./inputs";

/**
 * The sign by which a resource finds its own jobs again, because the answer to createJob need not
 * hold the number and may be lost. It stands first in the memo, is made of letters, digits and a
 * dot (NCP limits symbols), and tells nothing of the inputs.
 */
export function markerOf(inputs: ScanJobInputs): string {
  const identity = [
    inputs.owner ?? "",
    new URL(inputs.startUrl).href,
    asSet(inputs.excludeUrls),
    asSet(inputs.vulnerabilityItems),
    inputs.userAgent,
  ];
  return `pulumi.${createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 8)}`;
}

/** A re-diagnosis also names the job that it repeats, in case its own number is lost. */
export function memoOf(marker: string, { memo }: ScanJobInputs, master: number | undefined): string {
  const sign = master === undefined ? marker : `${marker}.${master}`;
  return memo === undefined || memo === "" ? sign : `${sign} ${memo}`;
}

export function isMarked(job: JobRecord, marker: string): boolean {
  return job.memo?.startsWith(marker) ?? false;
}

/** The marker of a job that some resource of this provider has made. */
export function markerIn(job: JobRecord): string | undefined {
  return signIn(job)?.marker;
}

/** The job whose free re-diagnoses are in use, once this one is: the one that it repeats, or itself. */
export function masterOf(job: JobRecord): number {
  return Number(signIn(job)?.master ?? job.instanceNo);
}

function signIn(job: JobRecord) {
  return /^(?<marker>pulumi\.[0-9a-f]{8})(?:\.(?<master>[1-9]\d*))?(?: |$)/.exec(job.memo ?? "")?.groups;
}
