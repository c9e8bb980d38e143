import { type Definition, describeTimeouts } from "../definition";

const replaces = "A change replaces the resource, which starts a new scan.";
const stored = "A change is stored for the next scan and starts none.";
const judged = "A change is judged at once.";
const judgedAnew = "A change is judged at once, and may start a scan.";

const timeouts = { create: "90m", update: "90m", delete: "10m" } as const;

export const definition = {
  module: "wsc",
  timeouts,
  arguments: {
    startUrl: {
      description: "Where the scan starts: an absolute http or https URL on a server of the account.",
      change: replaces,
      replaces: true,
      output: "As given. Of a ScanJob that is only read, the URL as NCP lists it.",
    },
    excludeUrls: {
      description: "URLs that are not scanned, in any order.",
      default: [],
      change: replaces,
      replaces: true,
      output: "As given; empty by default.",
    },
    headers: {
      description: "Headers that log the scanner in, such as Cookie.",
      absent: "none",
      secret: true,
      empty: {},
      change: stored,
      output: "As given; secret. The latest scan may have been sent with others.",
    },
    vulnerabilityItems: {
      description:
        'What is looked for, in any order: NCP\'s words, such as "XSS", or "ALL" alone. `VulnerabilityItem` has those that the documents name; others are taken too.',
      default: ["ALL"],
      change: replaces,
      replaces: true,
      output: 'As given; ["ALL"] by default.',
    },
    userAgent: {
      description: 'The browser that the scanner says it is: "PC Chrome", "PC IE", "Android" or "iPhone".',
      default: "PC Chrome",
      change: replaces,
      replaces: true,
      output: 'As given; "PC Chrome" by default.',
    },
    speed: {
      description:
        'How fast the scanner sends requests: "normal", "fast", "fastest", or NCP\'s own "1", "2", "3".',
      default: "normal",
      change: stored,
      output: 'By name, whichever way it was given: "2" is "fast". The latest scan may have had another.',
    },
    memo: {
      description:
        "One line of up to 200 characters; stands behind this resource's marker in the job's memo.",
      absent: "none",
      empty: "",
      change: stored,
      output: "As given, without this resource's marker. The latest scan may have another.",
    },
    triggers: {
      description:
        "Reasons to scan again, such as the release: an object of any plain values; in TypeScript also of Dates, assets and resources. What Pulumi would lose, such as a Map, is an error.",
      absent: "none",
      empty: {},
      change: "A change runs the scan again.",
      output: "As given, with Dates as ISO text.",
    },
    maxAge: {
      description: 'How old the latest finished scan may be before `pulumi up` runs it again, such as "30d".',
      absent: "any age",
      change: judgedAnew,
      output: "As given; undefined for any age.",
    },
    rerunOnFailure: {
      description:
        "True runs a failed, canceled or stopped scan again at the next `pulumi up`. Judged by the recorded state, so run `pulumi up --refresh`.",
      default: false,
      change: judgedAnew,
      output: "As given; false by default.",
    },
    rescan: {
      description:
        '"auto" runs again as a free re-diagnosis where NCP allows it, "never" as a new scan always.',
      default: "auto",
      change: "A change counts from the next run of the scan on.",
      output: 'As given; "auto" by default.',
    },
    waitFor: {
      description:
        'How far the scan must be before `pulumi up` goes on: "submitted", "started" or "completed".',
      default: "submitted",
      change: judged,
      output:
        'As given; "submitted" by default, also beside a gate or report files, which wait for "completed".',
    },
    gate: {
      description:
        'Fails the update while the completed scan found more than this, or saw too little; at least one limit. Waits for "completed".',
      absent: "none",
      change: judged,
      parts: {
        type: "ScanJobGate",
        of: {
          high: { description: "The most findings of high risk that are allowed.", absent: "any number" },
          medium: { description: "The most findings of medium risk that are allowed.", absent: "any number" },
          low: { description: "The most findings of low risk that are allowed.", absent: "any number" },
          total: { description: "The most findings that are allowed.", absent: "any number" },
          minCrawledUrlCount: {
            description:
              "The least number of URLs that the scan must have collected: one that saw nothing has found nothing. 0 asks for none.",
            default: 1,
          },
        },
      },
      output: "As given, without defaults for the limits that are left out.",
    },
    reportFiles: {
      description:
        "Files that each create and update writes the report to, also when the gate then fails; at least one, as paths from the program's folder. Waits for \"completed\". Those of an earlier run are removed first, so what is there is of this run's scan. A file that cannot be written fails the update when the scan is recorded.",
      absent: "none",
      change: "A change writes the files and starts no scan.",
      parts: {
        type: "ScanJobReportFiles",
        of: {
          html: { description: "One page to read, as of `renderReport`.", absent: "none" },
          sarif: { description: "SARIF 2.1.0 for code scanning, as of `renderReport`.", absent: "none" },
          json: { description: "The report as NCP gives it, without `Login_Info`.", absent: "none" },
          category: {
            description: "Which uploads of the SARIF replace each other in code scanning.",
            absent: "a name of the target",
          },
        },
      },
      output: "As given. Undefined until all of the files are written.",
    },
    timeouts: {
      description:
        "How long create, update and delete may wait. A scan that takes longer stays recorded, and the next `pulumi up` goes on waiting.",
      absent: describeTimeouts(timeouts),
      empty: {},
      change: "A change is used from then on.",
      parts: {
        type: "ScanJobTimeouts",
        of: {
          create: { description: "How long create may wait.", absent: timeouts.create },
          update: { description: "How long an update may wait.", absent: timeouts.update },
          delete: {
            description: "How long delete may wait for a running job to stop.",
            absent: timeouts.delete,
          },
        },
      },
      output: "As given here, or by `customTimeouts`; without the defaults.",
    },
    rescanOf: {
      description: "Number of a completed job: the first scan is its re-diagnosis.",
      absent: "none",
      change: "Looked at only at create.",
      output: "As given, as a number.",
    },
    adopt: {
      description:
        "Number of an existing job to take over, without a scan: one of the same site that waits, runs or has completed.",
      absent: "none",
      change:
        "A number that is given anew takes that job over; leaving it in or taking it out means nothing, and a replacement starts a new scan.",
      output: "As given, as a number. The latest job may be another one by now: see `instanceNo`.",
    },
  },
  computed: {
    instanceNo: "Number of the latest job. The id stays that of the first one.",
    masterInstanceNo:
      "Number of the job whose free re-diagnoses are in use: `instanceNo` itself, unless that is one of them.",
    sign: undefined,
    holder: undefined,
    state:
      'How far the latest job is, as of the last update or refresh: "waiting", "running", "completed", "failed", "canceled", "stopped", or "unknown" where no document describes it.',
    status:
      "NCP's own text for the state, as it came. The documents do not list the texts; `state` is safer to decide by.",
    progress: "How far the job is, in per cent.",
    crawledUrlCount: "URLs collected so far.",
    vulnerabilityCount: "Vulnerabilities found so far.",
    riskCounts: "Findings by risk. Undefined until there is a report, and where its counts cannot be read.",
    submittedAt:
      "When the latest job was submitted, or taken over after a lost answer: ISO 8601, by this machine's clock. Of an adopted job, when it began.",
    startedAt:
      "When the latest job began, in ISO 8601; undefined until then. NCP's dates name no zone and are read as Korean time (inferred).",
    endedAt:
      "When the latest job ended, in ISO 8601, read like `startedAt`; undefined while NCP tells no end.",
    resultAction:
      'What NCP offers to do with the job: "cancel" (it waits), "terminate" (it runs), "report" (there is one), "expired" (there was one) or "cause" (it failed). Empty once it was canceled or stopped (inferred).',
  },
} as const satisfies Definition;
