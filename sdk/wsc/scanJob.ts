import * as pulumi from "@pulumi/pulumi";
import type { JobState, RiskCounts } from "../../provider/resources/outputs";
import { markSecret } from "../markSecret";
import { toPlain } from "../plainValues";
import { composeOwner, composeRegistration, deleteFirst, type Existing } from "../resource";
import type { Rescan, Speed, UserAgent, VulnerabilityItem, WaitFor } from "./values";

/** How long the steps of a ScanJob may wait: durations, numbers with s, m, h or d, such as "90m" or "1h30m". */
export interface ScanJobTimeouts {
  /** How long create may wait. Default: 90m. */
  create?: pulumi.Input<string>;
  /** How long an update may wait. Default: 90m. */
  update?: pulumi.Input<string>;
  /** How long delete may wait for a running job to stop. Default: 10m. */
  delete?: pulumi.Input<string>;
}

/** What a scan must come to; at least one limit. */
export interface ScanJobGate {
  /** The most findings of high risk that are allowed. Default: any number. */
  high?: pulumi.Input<number>;
  /** The most findings of medium risk that are allowed. Default: any number. */
  medium?: pulumi.Input<number>;
  /** The most findings of low risk that are allowed. Default: any number. */
  low?: pulumi.Input<number>;
  /** The most findings that are allowed. Default: any number. */
  total?: pulumi.Input<number>;
  /**
   * The least number of URLs that the scan must have collected: one that saw nothing has found nothing. 0 asks for
   * none. Default: 1.
   */
  minCrawledUrlCount?: pulumi.Input<number>;
}

/** Paths from the program's folder, at least one. Folders are made. */
export interface ScanJobReportFiles {
  /** One page to read, as of `renderReport`. Default: none. */
  html?: pulumi.Input<string>;
  /** SARIF 2.1.0 for code scanning, as of `renderReport`. Default: none. */
  sarif?: pulumi.Input<string>;
  /** The report as NCP gives it, without `Login_Info`. Default: none. */
  json?: pulumi.Input<string>;
  /** Which uploads of the SARIF replace each other in code scanning. Default: a name of the target. */
  category?: pulumi.Input<string>;
}

/** What a ScanJob scans, when it does so again, and what it waits for. */
export interface ScanJobArgs {
  /**
   * Where the scan starts: an absolute http or https URL on a server of the account. A change replaces the resource,
   * which starts a new scan.
   */
  startUrl: pulumi.Input<string>;
  /** URLs that are not scanned, in any order. Default: []. A change replaces the resource, which starts a new scan. */
  excludeUrls?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Headers that log the scanner in, such as Cookie. Always secret. Default: none. A change is stored for the next
   * scan and starts none.
   */
  headers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * What is looked for, in any order: NCP's words, such as "XSS", or "ALL" alone. `VulnerabilityItem` has those that
   * the documents name; others are taken too. Default: ["ALL"]. A change replaces the resource, which starts a new
   * scan.
   */
  vulnerabilityItems?: pulumi.Input<pulumi.Input<VulnerabilityItem>[]>;
  /**
   * The browser that the scanner says it is: "PC Chrome", "PC IE", "Android" or "iPhone". Default: "PC Chrome". A
   * change replaces the resource, which starts a new scan.
   */
  userAgent?: pulumi.Input<UserAgent>;
  /**
   * How fast the scanner sends requests: "normal", "fast", "fastest", or NCP's own "1", "2", "3". Default: "normal".
   * A change is stored for the next scan and starts none.
   */
  speed?: pulumi.Input<Speed>;
  /**
   * One line of up to 200 characters; stands behind this resource's marker in the job's memo. Default: none. A change
   * is stored for the next scan and starts none.
   */
  memo?: pulumi.Input<string>;
  /** Number of a completed job: the first scan is its re-diagnosis. Default: none. Looked at only at create. */
  rescanOf?: pulumi.Input<number | string>;
  /**
   * Number of an existing job to take over, without a scan: one of the same site that waits, runs or has completed.
   * Default: none. A number that is given anew takes that job over; leaving it in or taking it out means nothing, and
   * a replacement starts a new scan.
   */
  adopt?: pulumi.Input<number | string>;
  /**
   * Reasons to scan again, such as the release: an object of any plain values; in TypeScript also of Dates, assets and
   * resources. What Pulumi would lose, such as a Map, is an error. Default: none. A change runs the scan again.
   */
  triggers?: pulumi.Input<Record<string, unknown>>;
  /**
   * How old the latest finished scan may be before `pulumi up` runs it again, such as "30d". Default: any age. A
   * change is judged at once, and may start a scan.
   */
  maxAge?: pulumi.Input<string>;
  /**
   * "auto" runs again as a free re-diagnosis where NCP allows it, "never" as a new scan always. Default: "auto". A
   * change counts from the next run of the scan on.
   */
  rescan?: pulumi.Input<Rescan>;
  /**
   * True runs a failed, canceled or stopped scan again at the next `pulumi up`. Judged by the recorded state, so run
   * `pulumi up --refresh`. Default: false. A change is judged at once, and may start a scan.
   */
  rerunOnFailure?: pulumi.Input<boolean>;
  /**
   * How far the scan must be before `pulumi up` goes on: "submitted", "started" or "completed". Default: "submitted".
   * A change is judged at once.
   */
  waitFor?: pulumi.Input<WaitFor>;
  /**
   * Fails the update while the completed scan found more than this, or saw too little; at least one limit. Waits for
   * "completed". Default: none. A change is judged at once.
   */
  gate?: pulumi.Input<ScanJobGate>;
  /**
   * Files that each create and update writes the report to, also when the gate then fails; at least one, as paths
   * from the program's folder. Waits for "completed". Those of an earlier run are removed first, so what is there is
   * of this run's scan. A file that cannot be written fails the update when the scan is recorded. Default: none. A
   * change writes the files and starts no scan.
   */
  reportFiles?: pulumi.Input<ScanJobReportFiles>;
  /**
   * How long create, update and delete may wait. A scan that takes longer stays recorded, and the next `pulumi up`
   * goes on waiting. Default: create 90m, update 90m, delete 10m. A change is used from then on.
   */
  timeouts?: pulumi.Input<ScanJobTimeouts>;
}

/**
 * A scan of one website by Web Security Checker. Every scan is billed; this resource starts one
 * when it is created, and again only for the reasons that its arguments name.
 *
 * Deleting it cancels a waiting job and stops a running one; NCP keeps the record of a finished one.
 *
 * @see https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob
 * @example
 * const scan = new security.wsc.ScanJob("shop", {
 *   startUrl: "https://shop.example.com/",
 *   headers: { Cookie: config.requireSecret("session") },
 * });
 * export const job = scan.instanceNo;
 */
export class ScanJob extends pulumi.CustomResource {
  /** As given. Of a ScanJob that is only read, the URL as NCP lists it. */
  declare readonly startUrl: pulumi.Output<string>;
  /** As given; empty by default. */
  declare readonly excludeUrls: pulumi.Output<string[]>;
  /** As given; secret. The latest scan may have been sent with others. */
  declare readonly headers: pulumi.Output<Record<string, string> | undefined>;
  /** As given; ["ALL"] by default. */
  declare readonly vulnerabilityItems: pulumi.Output<string[]>;
  /** As given; "PC Chrome" by default. */
  declare readonly userAgent: pulumi.Output<UserAgent>;
  /** By name, whichever way it was given: "2" is "fast". The latest scan may have had another. */
  declare readonly speed: pulumi.Output<Speed>;
  /** As given, without this resource's marker. The latest scan may have another. */
  declare readonly memo: pulumi.Output<string | undefined>;
  /** As given, as a number. */
  declare readonly rescanOf: pulumi.Output<number | undefined>;
  /** As given, as a number. The latest job may be another one by now: see `instanceNo`. */
  declare readonly adopt: pulumi.Output<number | undefined>;
  /** As given, with Dates as ISO text. */
  declare readonly triggers: pulumi.Output<Record<string, unknown> | undefined>;
  /** As given; undefined for any age. */
  declare readonly maxAge: pulumi.Output<string | undefined>;
  /** As given; "auto" by default. */
  declare readonly rescan: pulumi.Output<Rescan>;
  /** As given; false by default. */
  declare readonly rerunOnFailure: pulumi.Output<boolean>;
  /** As given; "submitted" by default, also beside a gate or report files, which wait for "completed". */
  declare readonly waitFor: pulumi.Output<WaitFor>;
  /** As given, without defaults for the limits that are left out. */
  declare readonly gate: pulumi.Output<pulumi.Unwrap<ScanJobGate> | undefined>;
  /** As given. Undefined until all of the files are written. */
  declare readonly reportFiles: pulumi.Output<pulumi.Unwrap<ScanJobReportFiles> | undefined>;
  /** As given here, or by `customTimeouts`; without the defaults. */
  declare readonly timeouts: pulumi.Output<pulumi.Unwrap<ScanJobTimeouts> | undefined>;

  /** Number of the latest job. The id stays that of the first one. */
  declare readonly instanceNo: pulumi.Output<number>;
  /** Number of the job whose free re-diagnoses are in use: `instanceNo` itself, unless that is one of them. */
  declare readonly masterInstanceNo: pulumi.Output<number>;
  /**
   * How far the latest job is, as of the last update or refresh: "waiting", "running", "completed", "failed",
   * "canceled", "stopped", or "unknown" where no document describes it.
   */
  declare readonly state: pulumi.Output<JobState>;
  /** NCP's own text for the state, as it came. The documents do not list the texts; `state` is safer to decide by. */
  declare readonly status: pulumi.Output<string | undefined>;
  /** How far the job is, in per cent. */
  declare readonly progress: pulumi.Output<number | undefined>;
  /** URLs collected so far. */
  declare readonly crawledUrlCount: pulumi.Output<number | undefined>;
  /** Vulnerabilities found so far. */
  declare readonly vulnerabilityCount: pulumi.Output<number | undefined>;
  /** Findings by risk. Undefined until there is a report, and where its counts cannot be read. */
  declare readonly riskCounts: pulumi.Output<RiskCounts | undefined>;
  /**
   * When the latest job was submitted, or taken over after a lost answer: ISO 8601, by this machine's clock. Of an
   * adopted job, when it began.
   */
  declare readonly submittedAt: pulumi.Output<string | undefined>;
  /**
   * When the latest job began, in ISO 8601; undefined until then. NCP's dates name no zone and are read as Korean
   * time (inferred).
   */
  declare readonly startedAt: pulumi.Output<string | undefined>;
  /** When the latest job ended, in ISO 8601, read like `startedAt`; undefined while NCP tells no end. */
  declare readonly endedAt: pulumi.Output<string | undefined>;
  /**
   * What NCP offers to do with the job: "cancel" (it waits), "terminate" (it runs), "report" (there is one),
   * "expired" (there was one) or "cause" (it failed). Empty once it was canceled or stopped (inferred).
   */
  declare readonly resultAction: pulumi.Output<string | undefined>;

  constructor(name: string, args: ScanJobArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: Existing);
  constructor(name: string, args: ScanJobArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(
      ...composeRegistration(
        "ScanJob",
        name,
        args && {
          ...args,
          headers: markSecret(args.headers),
          triggers: toPlain(`ScanJob "${name}"`, "triggers", args.triggers),
          owner: composeOwner("ScanJob", name, opts),
        },
        // NCP allows one scan a target. The provider's diff says so too, but not when `--replace` forces it.
        deleteFirst(opts),
      ),
    );
  }

  /**
   * Reads the job with this number, without managing it. Of its arguments only `startUrl` is read; the
   * others have their defaults, whatever the job was made with.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ScanJob {
    return new ScanJob(name, undefined, { ...opts, id });
  }
}
