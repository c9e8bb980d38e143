import { createHash } from "node:crypto";
import type { JobRecord } from "../../services/wsc";
import { asSet } from "../compare";
import type { ScanJobInputs } from "./inputs";

/**
 * The sign by which a resource finds its own jobs again, because the answer to createJob need not
 * hold the number and may be lost. It stands first in the memo, is made of letters, digits and
 * dots (NCP limits symbols), and tells nothing of the inputs:
 *
 *     pulumi.1a2b3c4d.5e6f             a scan: whose, and for which triggers
 *     pulumi.1a2b3c4d.5e6f.1234567001  a re-diagnosis: also of which job
 */
interface Sign {
  readonly marker: string;
  readonly demand: string;
  readonly master?: string;
}

/** Which resource this is, as long as it is not replaced. */
export function markerOf(inputs: ScanJobInputs): string {
  const identity = [
    inputs.owner ?? "",
    new URL(inputs.startUrl).href,
    asSet(inputs.excludeUrls),
    asSet(inputs.vulnerabilityItems),
    inputs.userAgent,
  ];
  return `pulumi.${hashOf(identity, 8)}`;
}

/** Which run of the resource this is. Short, for triggers may be secret: enough to tell a run from the one before. */
function demandOf({ triggers = {} }: ScanJobInputs): string {
  return hashOf(triggers, 4);
}

function hashOf(value: unknown, digits: number): string {
  return createHash("sha256").update(JSON.stringify(value, inOrder)).digest("hex").slice(0, digits);
}

/** For JSON in which the order of keys means nothing. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function memoOf(inputs: ScanJobInputs, master: number | undefined): string {
  const sign = [markerOf(inputs), demandOf(inputs), ...(master === undefined ? [] : [master])].join(".");
  return inputs.memo === undefined || inputs.memo === "" ? sign : `${sign} ${inputs.memo}`;
}

export function isMarked(job: JobRecord, marker: string): boolean {
  return job.memo?.startsWith(marker) ?? false;
}

/** The marker of a job that some resource of this provider has made. */
export function markerIn(job: JobRecord): string | undefined {
  return signIn(job)?.marker;
}

/** True when the job is this resource's and was asked for with these triggers. */
export function answers(job: JobRecord, inputs: ScanJobInputs): boolean {
  const sign = signIn(job);
  return sign?.marker === markerOf(inputs) && sign.demand === demandOf(inputs);
}

/** The job whose free re-diagnoses are in use, once this one is: the one that it repeats, or itself. */
export function masterOf(job: JobRecord): number {
  return Number(signIn(job)?.master ?? job.instanceNo);
}

const form = /^(?<marker>pulumi\.[0-9a-f]{8})\.(?<demand>[0-9a-f]{4})(?:\.(?<master>[1-9]\d*))?(?: |$)/;

function signIn({ memo = "" }: JobRecord): Sign | undefined {
  const { marker, demand, master } = form.exec(memo)?.groups ?? {};
  return marker === undefined || demand === undefined ? undefined : { marker, demand, master };
}
