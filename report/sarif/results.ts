import { createHash } from "node:crypto";
import type { Risk } from "../reading/risks";
import type { Finding } from "./findings";
import { formatAddress, nowhere, type Sites } from "./sites";
import { escapeText } from "./text";
import type { SarifLevel, SarifLocation, SarifMessage, SarifResult } from "./types";

/** Stands for the vulnerability where the report does not say which it is. */
export const unclassified = "unclassified";

const levels: Record<Risk, SarifLevel> = { High: "error", Medium: "warning", Low: "note" };

/** The level of the highest; "warning", SARIF's default, when the report does not say the risk. */
export function findLevel([highest]: readonly Risk[]): SarifLevel {
  return highest === undefined ? "warning" : levels[highest];
}

/** Makes the results of one run. */
export class Results {
  private readonly seen = new Map<string, number>();
  private readonly ruleIndexes: ReadonlyMap<string, number>;

  constructor(
    rules: readonly string[],
    private readonly sites: Sites,
    private readonly target: URL | undefined,
  ) {
    this.ruleIndexes = new Map(rules.map((id, index) => [id, index]));
  }

  of(finding: Finding): SarifResult {
    const ruleId = finding.category ?? unclassified;
    const { address, count } = finding;
    return {
      ruleId,
      ruleIndex: this.ruleIndexes.get(ruleId) ?? -1,
      level: findLevel(finding.risks),
      message: message(finding),
      locations: [this.locate(finding)],
      ...(address === undefined && count !== undefined && { occurrenceCount: count }),
      partialFingerprints: this.fingerprints(finding),
      properties: {
        risks: finding.risks,
        ...(address && { address: formatAddress(address.url), details: address.details }),
      },
    };
  }

  private locate({ address }: Finding): SarifLocation {
    if (address !== undefined) return this.sites.locate(address.url);
    if (this.target === undefined) return nowhere;
    const text = "The target of the scan. The report names no address for this.";
    return { ...this.sites.locate(this.target), message: { text } };
  }

  /**
   * The same for the same finding in every scan; nothing that a scan words anew is part of them. Code scanning
   * knows a finding again by `primaryLocationLineHash` alone, which is a hash of a line where there are lines.
   */
  private fingerprints({ category, risks, address }: Finding): SarifResult["partialFingerprints"] {
    const found = address ? [formatAddress(address.url), address.parameter] : [this.target?.href, ...risks];
    const identity = JSON.stringify([category ?? null, address !== undefined, ...found]);
    const earlier = this.seen.get(identity) ?? 0;
    this.seen.set(identity, earlier + 1);
    return {
      primaryLocationLineHash: `${hashOf(identity).slice(0, 16)}:${earlier + 1}`,
      "ncloudWscFinding/v1": hashOf(`${identity}#${earlier}`),
    };
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function message({ category = "A vulnerability", risks, count, address }: Finding): SarifMessage {
  const risk = risks.length === 0 ? "Its risk is not in the report." : `Risk: ${risks.join(" or ")}.`;
  if (address === undefined) return escapeText(`${category}: ${describeCount(count)} ${risk}`);
  const parameter = address.parameter === undefined ? "" : `, parameter ${address.parameter}`;
  return escapeText(`${category} at ${address.text}${parameter}. ${risk}`);
}

function describeCount(count: number | undefined): string {
  if (count === undefined) return "the report describes it without an address.";
  return `${count} ${count === 1 ? "finding" : "findings"} without an address in the report.`;
}
