/** The part of SARIF 2.1.0 that a rendered report uses. */
export interface SarifLog {
  /** Address of the schema that the log keeps to. */
  $schema: string;
  /** The version of SARIF. */
  version: "2.1.0";
  /** The one scan. */
  runs: [SarifRun];
}

/** One scan: what looked, what it looked for, and what it found. */
export interface SarifRun {
  /** What looked: NCP's Web Security Checker. */
  tool: {
    /** The tool, and the vulnerabilities that it looked for. */
    driver: SarifTool & {
      /** The page of the documents. */
      informationUri: string;
      /** One for each vulnerability that was looked for or found. */
      rules: SarifRule[];
    };
  };
  /** What made SARIF of the report. */
  conversion: {
    /** This package. */
    tool: {
      /** Its name and version. */
      driver: SarifTool;
    };
  };
  /** Which runs belong together. */
  automationDetails: {
    /** The category, a slash and the job's number. Uploads of one category replace each other in code scanning. */
    id: string;
  };
  /** When the scan ran. */
  invocations: [
    {
      /** Always true: only a completed scan has a report. */
      executionSuccessful: true;
      /** The report's `startedAt`, in ISO 8601; left out where it is not known. */
      startTimeUtc?: string;
      /** The report's `endedAt`, in ISO 8601; left out where it is not known. */
      endTimeUtc?: string;
    },
  ];
  /** The sites that the locations' addresses are relative to, by a name of this log. */
  originalUriBaseIds: Record<
    string,
    {
      /** The site's address, with a slash at the end. */
      uri: string;
    }
  >;
  /** What was found. */
  results: SarifResult[];
  /** `instanceNo`, `target`, `riskCounts` and, where there were too many results, `resultsLeftOut`. */
  properties: Record<string, unknown>;
}

/** A program by name and version. */
export interface SarifTool {
  /** As people know it. */
  name: string;
  /** The version of this package: NCP tells none of its own. */
  version: string;
  /** The same by the rules of semantic versioning. */
  semanticVersion: string;
}

/** One vulnerability that was looked for or found. */
export interface SarifRule {
  /** Its name in the report; "unclassified" for findings that the report gives none. */
  id: string;
  /** Its name. */
  shortDescription: SarifMessage;
  /** A sentence with its name. */
  fullDescription: SarifMessage;
  /** What the report recommends. */
  help: SarifMessage & {
    /** The same in Markdown. */
    markdown: string;
  };
  /** Left out for one that was not found, or whose risk is not known. */
  defaultConfiguration?: {
    /** That of the highest risk that it was found with. */
    level: SarifLevel;
  };
  /** What code scanning reads beside the standard. */
  properties: {
    /** Always "security". */
    tags: string[];
    /** A score by which code scanning shows High, Medium or Low: "8.0", "5.5" or "2.0". Left out like `defaultConfiguration`. */
    "security-severity"?: string;
  };
}

/** One finding, or all of one kind that the report only counts. */
export interface SarifResult {
  /** The `id` of its rule. */
  ruleId: string;
  /** The place of its rule among the rules, from 0. */
  ruleIndex: number;
  /** How severe it is. */
  level: SarifLevel;
  /** What was found, where, and with which risk. */
  message: SarifMessage;
  /** The address; the target of the scan where the report names none. */
  locations: [SarifLocation];
  /** How many findings this stands for, where the report only counts them. */
  occurrenceCount?: number;
  /** What stays the same from scan to scan, so that an alert is known again. */
  partialFingerprints: Record<"primaryLocationLineHash" | "ncloudWscFinding/v1", string>;
  /** `risks` and, where the report names an address, `address` and `details`. */
  properties: Record<string, unknown>;
}

/** "error" for high risk, "warning" for medium or unknown risk, "note" for low risk. */
export type SarifLevel = "error" | "warning" | "note";

/** A text for people. */
export interface SarifMessage {
  /** The text, with braces, brackets and backslashes escaped as SARIF wants it. */
  text: string;
}

/** Where something was found. */
export interface SarifLocation {
  /** An address, in the form of a file in a folder. */
  physicalLocation: {
    /** The address. */
    artifactLocation: {
      /** Relative to the site, and encoded as a URI. */
      uri: string;
      /** The name of the site in `originalUriBaseIds`; left out where the report names no address at all. */
      uriBaseId?: string;
    };
    /** Always the first character: an address has no lines, and code scanning wants some. */
    region: {
      /** Always 1. */
      startLine: number;
      /** Always 1. */
      startColumn: number;
      /** Always 1. */
      endLine: number;
      /** Always 1. */
      endColumn: number;
    };
  };
  /** Says why it stands there, where the report names no address. */
  message?: SarifMessage;
}
