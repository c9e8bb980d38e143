/** The part of SARIF 2.1.0 that a rendered report uses. */
export interface SarifLog {
  $schema: string;
  version: "2.1.0";
  runs: [SarifRun];
}

export interface SarifRun {
  tool: { driver: SarifTool & { informationUri: string; rules: SarifRule[] } };
  /** What made SARIF of the report. */
  conversion: { tool: { driver: SarifTool } };
  automationDetails: { id: string };
  invocations: [{ executionSuccessful: true; startTimeUtc?: string; endTimeUtc?: string }];
  /** The sites that the locations' addresses are relative to. */
  originalUriBaseIds: Record<string, { uri: string }>;
  results: SarifResult[];
  properties: Record<string, unknown>;
}

export interface SarifTool {
  name: string;
  version: string;
  semanticVersion: string;
}

export interface SarifRule {
  id: string;
  shortDescription: SarifMessage;
  fullDescription: SarifMessage;
  help: SarifMessage & { markdown: string };
  defaultConfiguration?: { level: SarifLevel };
  /** `security-severity` is what code scanning shows as High, Medium or Low. */
  properties: { tags: string[]; "security-severity"?: string };
}

export interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: SarifLevel;
  message: SarifMessage;
  locations: [SarifLocation];
  /** How many findings this stands for, where the report only counts them. */
  occurrenceCount?: number;
  partialFingerprints: Record<"primaryLocationLineHash" | "ncloudWscFinding/v1", string>;
  properties: Record<string, unknown>;
}

export type SarifLevel = "error" | "warning" | "note";

export interface SarifMessage {
  text: string;
}

export interface SarifLocation {
  physicalLocation: {
    artifactLocation: { uri: string; uriBaseId?: string };
    region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
  };
  message?: SarifMessage;
}
