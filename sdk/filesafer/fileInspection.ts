import * as pulumi from "@pulumi/pulumi";
import type { InspectedEntry, Verdict } from "../../provider/resources/outputs";
import { markSecret } from "../markSecret";
import { toPlain } from "../plainValues";
import { composeRegistration, type Existing } from "../resource";
import { toPath } from "./source";
import type { Allow } from "./values";

/** Which file is inspected, and what its verdict may be. */
export interface FileInspectionArgs {
  /**
   * The file: a path, relative to the program's folder; in TypeScript also a FileAsset. At most 10 MB, and not empty.
   * Another content is a new inspection, another path alone is recorded.
   */
  source: pulumi.Input<string | pulumi.asset.FileAsset>;
  /** Password of a protected archive. Always secret. Default: none. A change is used at the next inspection. */
  archivePassword?: pulumi.Input<string>;
  /**
   * "clean" fails the update unless File Safer finds the file clean; "any" only reports the verdict. Default:
   * "clean". A change is judged at once.
   */
  allow?: pulumi.Input<Allow>;
  /**
   * Reasons to inspect the same content again, such as the release: an object of any plain values; in TypeScript also
   * of Dates, assets and resources. What Pulumi would lose, such as a Map, is an error. Default: none. A change
   * inspects the same content again.
   */
  triggers?: pulumi.Input<Record<string, unknown>>;
  /**
   * How long create and update may wait for the verdict. One that takes longer fails the update; the next `pulumi up`
   * goes on waiting. Default: create 10m, update 10m. A change is used from then on.
   */
  timeouts?: pulumi.Input<FileInspectionTimeouts>;
}

/** How long the steps of a FileInspection may wait: durations, numbers with s, m, h or d, such as "10m" or "1h30m". */
export interface FileInspectionTimeouts {
  /** How long create may wait. Default: 10m. */
  create?: pulumi.Input<string>;
  /** How long an update may wait. Default: 10m. */
  update?: pulumi.Input<string>;
}

/**
 * An inspection of one file for malware. A content that File Safer has inspected before is not sent
 * again. Whatever must not happen with a bad file says `dependsOn` this resource.
 *
 * @see https://api.ncloud-docs.com/docs/en/security-filesafer-inputfile
 * @example
 * const artefact = new security.filesafer.FileInspection("artefact", { source: "./build/app.zip" });
 * export const verdict = artefact.verdict;
 */
export class FileInspection extends pulumi.CustomResource {
  /** The path, as given or as the FileAsset has it. Of an inspection that is only read, the SHA-1. */
  declare readonly source: pulumi.Output<string>;
  /** As given; secret. */
  declare readonly archivePassword: pulumi.Output<string | undefined>;
  /** As given; "clean" by default. */
  declare readonly allow: pulumi.Output<Allow>;
  /** As given, with Dates as ISO text. */
  declare readonly triggers: pulumi.Output<Record<string, unknown> | undefined>;
  /** As given here, or by `customTimeouts`; without the defaults. */
  declare readonly timeouts: pulumi.Output<pulumi.Unwrap<FileInspectionTimeouts> | undefined>;

  /** SHA-1 of the content, in lower case; also the id. */
  declare readonly sha1: pulumi.Output<string>;
  /** MD5 of the content, in lower case; undefined for an inspection that is only read. */
  declare readonly md5: pulumi.Output<string | undefined>;
  /** SHA-256 of the content, in lower case; undefined for an inspection that is only read. */
  declare readonly sha256: pulumi.Output<string | undefined>;
  /** In bytes; undefined for an inspection that is only read. */
  declare readonly fileSize: pulumi.Output<number | undefined>;
  /** "clean", "malware", "error", "excluded" (not analysed) or "pending"; of an archive, the worst of its files. */
  declare readonly verdict: pulumi.Output<Verdict>;
  /**
   * NCP's analysisStatusCode, as it came: "IPRG" (it is analyzed), "CMPL" (completed), "ERR" (failed) or "EXCN"
   * (excluded).
   */
  declare readonly statusCode: pulumi.Output<string | undefined>;
  /** NCP's analysisResultCode, as it came: "M" (malware), "N" (clean) or "E" (could not be told). */
  declare readonly resultCode: pulumi.Output<string | undefined>;
  /**
   * The files inside an archive: those that are not clean first, at most 100. Empty for any other file, and while the
   * archive itself is being analyzed.
   */
  declare readonly entries: pulumi.Output<InspectedEntry[]>;
  /** How many files File Safer has inspected inside the archive; `entries` may hold fewer. */
  declare readonly entryCount: pulumi.Output<number>;
  /**
   * When File Safer took the file in for the last create or update, in ISO 8601; undefined where its log has no date.
   */
  declare readonly inspectedAt: pulumi.Output<string | undefined>;

  constructor(name: string, args: FileInspectionArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: Existing);
  constructor(name: string, args: FileInspectionArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(...composeRegistration("FileInspection", name, args && toInputs(name, args, opts), opts));
  }

  /** Reads what File Safer knows of a content, without managing it. The id is its SHA-1. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): FileInspection {
    return new FileInspection(name, undefined, { ...opts, id });
  }
}

function toInputs(
  name: string,
  args: FileInspectionArgs,
  { ignoreChanges }: pulumi.CustomResourceOptions = {},
) {
  const owner = `FileInspection "${name}"`;
  return {
    ...args,
    source: toPath(owner, args.source),
    archivePassword: markSecret(args.archivePassword),
    triggers: toPlain(owner, "triggers", args.triggers),
    // The engine keeps the recorded path then, and the provider, which reads the file by itself, is not told.
    ignoresSource: ignoreChanges?.some((path) => path === "source" || path === "*") || undefined,
  };
}
