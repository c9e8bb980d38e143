import { createHash } from "node:crypto";
import { type JobRecord, numberPattern } from "../../ncp/api/wsc/schemas";
import { toSet } from "../kit/compare";
import { createHolder } from "../kit/holder";
import type { ScanJobInputs } from "./inputs";

/**
 * The marker by which a resource finds its own jobs again, because the answer to createJob need not
 * hold the number and may be lost. It stands first in the memo, is made of letters, digits and
 * dots (NCP limits symbols), and tells nothing of the inputs:
 *
 *     pulumi.9f8e7d.1a2b3c4d.5e6f              a first scan: of which stack, of what, and for which triggers
 *     pulumi.9f8e7d.h0a1b2c3d.5e6f             a later one: of the resource with that holder
 *     pulumi.9f8e7d.h0a1b2c3d.5e6f.1234567001  a re-diagnosis: also of which job
 *
 * A first scan is known by what the program says of it. Later ones go by the resource's holder, which no
 * other resource has, and which stays as it is, with the stack that the resource was made in, whatever the resource,
 * its stack or its project are called by then: so one search finds all scans of a stack.
 */
interface Marker {
  /** Whose job it is: a part for the stack, and one for the resource. */
  readonly sign: string;
  /** Of which run. */
  readonly demand: string;
  readonly master?: string;
}

/** The part of a marker that tells whose jobs these are: before there is a holder, and from then on. */
export function signResource(inputs: ScanJobInputs, holder?: string): string {
  if (holder !== undefined) return signOfHolder(holder);
  const identity = [
    inputs.owner ?? "",
    new URL(inputs.startUrl).href,
    toSet(inputs.excludeUrls),
    toSet(inputs.vulnerabilityItems),
    inputs.userAgent,
  ];
  return `${signStack(inputs)}.${hashOf(identity, 8)}`;
}

/** A holder that also tells in which stack the resource was made. */
export function createHolderIn(inputs: Pick<ScanJobInputs, "owner">): string {
  return `${signStack(inputs)}.${createHolder()}`;
}

/** No hexadecimal digit begins its second part, so that it is never taken for a hash. */
export function signOfHolder(holder: string): string {
  return holder.replace(".", ".h");
}

/** What stands in the memo of every job of the stack that a sign is of, and of no others. */
export function markStackOf(sign: string): string {
  return `pulumi.${sign.slice(0, sign.indexOf("."))}.`;
}

/** The organization, stack and project that stand first in an owner. */
function signStack({ owner = "" }: Pick<ScanJobInputs, "owner">): string {
  return hashOf(owner.split("::").slice(0, 2), 6);
}

/** Which run of the resource this is. Short, for triggers may be secret: enough to tell a run from the one before. */
export function signDemand({ triggers = {} }: Pick<ScanJobInputs, "triggers">): string {
  return hashOf(triggers, 4);
}

function hashOf(value: unknown, digits: number): string {
  return createHash("sha256").update(JSON.stringify(value, sortKeys)).digest("hex").slice(0, digits);
}

/** For JSON in which the order of keys means nothing. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function composeMemo(inputs: ScanJobInputs, sign: string, master: number | undefined): string {
  const parts = ["pulumi", sign, signDemand(inputs)];
  const marker = [...parts, ...(master === undefined ? [] : [master])].join(".");
  return inputs.memo === undefined || inputs.memo === "" ? marker : `${marker} ${inputs.memo}`;
}

/** Whose job it is, if a resource of this provider has made it. */
export function readSign(job: JobRecord): string | undefined {
  return readMarker(job)?.sign;
}

/** True when the job is this resource's and was asked for with these triggers. */
export function answers(job: JobRecord, sign: string, inputs: ScanJobInputs): boolean {
  const marker = readMarker(job);
  return marker?.sign === sign && marker.demand === signDemand(inputs);
}

/** The job whose free re-diagnoses are in use, once this one is: the one that it repeats, or itself. */
export function readMaster(job: JobRecord): number {
  return Number(readMarker(job)?.master ?? job.instanceNo);
}

const form = new RegExp(
  String.raw`^pulumi\.(?<sign>[0-9a-f]{6}\.h?[0-9a-f]{8})\.(?<demand>[0-9a-f]{4})(?:\.(?<master>${numberPattern}))?(?: |$)`,
);

function readMarker({ memo = "" }: JobRecord): Marker | undefined {
  const { sign, demand, master } = form.exec(memo)?.groups ?? {};
  return sign === undefined || demand === undefined ? undefined : { sign, demand, master };
}
