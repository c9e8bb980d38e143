import { listRoutes } from "../../dist/emulator/routes.js";
import { fileSaferInferred, fileSaferOperations } from "../../dist/provider/ncp/api/filesafer/operations.js";
import type { Operation } from "../../dist/provider/ncp/api/operation.js";
import {
  securityMonitoringInferred,
  securityMonitoringOperations,
} from "../../dist/provider/ncp/api/securitymonitoring/operations.js";
import { stsOperations } from "../../dist/provider/ncp/api/sts/operations.js";
import { wscOperations } from "../../dist/provider/ncp/api/wsc/operations.js";
import { code, generated, type Row, table } from "./markdown.mts";
import { publicNamesOf } from "./publicNames.mts";
import { readSamples, type Sample, samplesFile } from "./samples.mts";

/** A part of a service with settings or data of its own, as its path names it. */
interface Variant {
  readonly title: string;
  /** The value of the path's {filter} or {platform}, or the path's beginning. */
  readonly segment: string;
  readonly operations: readonly Operation[];
  /** What is inferred of all of them. */
  readonly inferred?: readonly string[];
}

const fileSafer = Object.values(fileSaferOperations);
const securityMonitoring = Object.values(securityMonitoringOperations);

const variants: readonly Variant[] = [
  { title: "Web Security Checker", segment: "wsc", operations: Object.values(wscOperations) },
  {
    title: "File Safer: Hash Filter",
    segment: "hashfilter",
    operations: on("hashfilter", fileSafer),
    inferred: fileSaferInferred,
  },
  {
    title: "File Safer: File Filter",
    segment: "filefilter",
    operations: on("filefilter", fileSafer),
    inferred: fileSaferInferred,
  },
  {
    title: "Security Monitoring: VPC",
    segment: "vsecuritymonitoring",
    operations: securityMonitoring,
    inferred: securityMonitoringInferred,
  },
  {
    title: "Security Monitoring: Classic",
    segment: "securitymonitoring",
    operations: securityMonitoring,
    inferred: securityMonitoringInferred,
  },
  { title: "Secure Token Service", segment: "sts", operations: Object.values(stsOperations) },
];

const heads = ["Operation", "Service", "Request", "In a program", "Emulator", "Samples", "Documented"];

/** docs/support-matrix.md */
export function supportMatrix(): string {
  return `${[intro(), ...variants.map(section)].join("\n\n")}\n`;
}

function intro(): string {
  const calls = variants.flatMap(({ operations }) => operations);
  const operations = new Set(calls).size;
  const samples = [...new Set(calls.map(({ service }) => service))].flatMap(readSamples);
  const whole = samples.filter(({ source }) => source === "documented").length;
  return `${generated}

# Support matrix

Every operation that NAVER Cloud Platform documents for the three services, and the one of its Secure Token Service
that tells accounts apart: ${operations} operations, and ${calls.length} calls, because File Safer has some of them on both of its filters
and Security Monitoring all of them on both platforms.

- **In a program**: the query function or the resources of this package that make the call.
- **Emulator**: whether the [emulator](emulator.md) serves it.
- **Samples**: requests and answers of the documents, and the languages of their pages. The tests replay each of them
  in both directions: the client sends that request and reads that answer; the emulator takes that request and
  answers in that shape. (A POST that only the 2019 reference has goes to the emulator alone.)
  There are ${samples.length} samples. Of ${whole} the pages show all; the others are *partly inferred*.
- **Documented**: what the documents leave open, and what is assumed instead. No live account has confirmed it.`;
}

function section(variant: Variant): string {
  const { title, operations, inferred = [] } = variant;
  const rows = operations.map((operation) => rowOf(operation, variant));
  const ofAll = inferred.length === 0 ? [] : [`Inferred for all of them: ${inferred.join(". ")}.`];
  return [`## ${title}`, ...ofAll, table(heads, rows)].join("\n\n");
}

function rowOf(operation: Operation, { title, segment }: Variant): Row {
  const path = operation.path.replace(/\{(filter|platform)\}/, segment);
  return [
    `[${operation.name}](${operation.document})`,
    title,
    code(`${operation.method} ${path}`),
    publicNamesOf(operation.name).map(code).join(", ") || "internal: no query has it",
    served(operation, path),
    sampled(operation, segment),
    documented(operation),
  ];
}

/** The operations that a filter has: those of its own path, and those of both. */
function on(segment: string, operations: readonly Operation[]): readonly Operation[] {
  return operations.filter(({ path }) => path.startsWith(`/${segment}/`) || path.startsWith("/{filter}/"));
}

function served(operation: Operation, path: string): string {
  const methods = listRoutes()
    .filter((route) => route.operation === operation && route.pattern.test(path))
    .map(({ method }) => method);
  if (!methods.includes(operation.method)) return "no";
  const others = methods.filter((method) => method !== operation.method);
  return others.length === 0 ? "yes" : `yes, also as ${others.join(", ")}`;
}

function sampled({ service, name }: Operation, segment: string): string {
  const samples = readSamples(service).filter(
    ({ operation, variant }) => operation === name && variant === segment,
  );
  if (samples.length === 0) return "none";
  const languages = [...new Set(samples.map(({ document }) => document.language))].toSorted();
  const count = (source: Sample["source"], words: string) => {
    const number = samples.filter((sample) => sample.source === source).length;
    return number === 0 ? [] : [`${number} ${words}`];
  };
  const counts = [...count("documented", "documented"), ...count("inferred", "partly inferred")].join(", ");
  return `[${counts}](../${samplesFile(service)}) (${languages.join(", ")})`;
}

function documented({ inferred }: Operation): string {
  return inferred.length === 0 ? "yes" : `inferred: ${inferred.join(". ")}`;
}
