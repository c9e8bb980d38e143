import type { wsc } from "../../sdk";

type Run = wsc.SarifLog["runs"][0];
type Rule = Run["tool"]["driver"]["rules"][number];
type Result = Run["results"][number];

interface Demand<Part> {
  readonly wanted: string;
  readonly holds: (part: Part) => boolean;
}

/**
 * What code scanning of GitHub asks of a file, as GitHub documents it: "SARIF support for code scanning", and the
 * limits of its REST API's "Upload an analysis as SARIF data". The rules GH1001 to GH2012 of the SARIF Multitool
 * say the same of locations, messages, rules and arrays.
 */
const ofRun: readonly Demand<Run>[] = [
  {
    wanted: "a name and a version of the tool",
    holds: ({ tool }) => isText(tool.driver.name) && isText(tool.driver.version),
  },
  { wanted: "at most 25,000 results", holds: ({ results }) => results.length <= 25_000 },
  { wanted: "at most 25,000 rules", holds: ({ tool }) => tool.driver.rules.length <= 25_000 },
  {
    wanted: "rules that differ in their ids",
    holds: ({ tool }) => differ(tool.driver.rules.map(({ id }) => id)),
  },
  {
    wanted: "a category before the last slash of its id",
    holds: ({ automationDetails: { id } }) => /^.+\/[^/]+$/.test(id),
  },
  { wanted: "results that it can tell apart", holds: ({ results }) => differ(results.map(primaryOf)) },
];

const ofRule: readonly Demand<Rule>[] = [
  { wanted: "an id", holds: ({ id }) => isText(id) },
  {
    wanted: "a short description of at most 1,024 characters",
    holds: (rule) => isDescription(rule.shortDescription.text),
  },
  {
    wanted: "a full description of at most 1,024 characters",
    holds: (rule) => isDescription(rule.fullDescription.text),
  },
  { wanted: "help as text and as Markdown", holds: ({ help }) => isText(help.text) && isText(help.markdown) },
  { wanted: "at most 10 tags that are shown, of 20", holds: ({ properties: { tags } }) => tags.length <= 10 },
  {
    wanted: "a score above 0 and up to 10, as text",
    holds: ({ properties: { "security-severity": score } }) =>
      score === undefined || (/^\d+\.\d$/.test(score) && Number(score) > 0 && Number(score) <= 10),
  },
];

const ofResult: readonly Demand<Result>[] = [
  { wanted: "a message", holds: ({ message }) => isText(message.text) },
  {
    wanted: "one to 100 locations",
    holds: ({ locations }) => locations.length >= 1 && locations.length <= 100,
  },
  { wanted: "relative URIs", holds: (result) => uris(result).every((uri) => isRelative(uri)) },
  {
    wanted: "URIs of characters that RFC 3986 knows",
    holds: (result) => uris(result).every((uri) => isUri(uri)),
  },
  {
    wanted: "a region with all four numbers",
    holds: ({ locations }) =>
      locations.every(({ physicalLocation: { region } }) =>
        [region.startLine, region.startColumn, region.endLine, region.endColumn].every(
          (number) => number >= 1,
        ),
      ),
  },
  { wanted: "the fingerprint that it uses", holds: (result) => /^[0-9a-f]{16}:\d+$/.test(primaryOf(result)) },
];

/** What code scanning would have against a log, each once. */
export function objections({ runs: [run] }: wsc.SarifLog): string[] {
  const found = [
    ...broken(ofRun, [run]),
    ...broken(ofRule, run.tool.driver.rules),
    ...broken(ofResult, run.results),
    ...(run.results.every(({ ruleId, ruleIndex }) => run.tool.driver.rules[ruleIndex]?.id === ruleId)
      ? []
      : ["a rule for each result"]),
  ];
  return [...new Set(found)];
}

function broken<Part>(demands: readonly Demand<Part>[], parts: readonly Part[]): string[] {
  return demands.filter(({ holds }) => !parts.every((part) => holds(part))).map(({ wanted }) => wanted);
}

function isText(text: string): boolean {
  return text.trim() !== "";
}

function isDescription(text: string): boolean {
  return isText(text) && text.length <= 1024;
}

function differ(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function primaryOf({ partialFingerprints: { primaryLocationLineHash } }: Result): string {
  return primaryLocationLineHash;
}

function uris({ locations }: Result): string[] {
  return locations.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri);
}

function isRelative(uri: string): boolean {
  return uri !== "" && !uri.startsWith("/") && !/^[a-z][a-z0-9+.-]*:/i.test(uri);
}

function isUri(uri: string): boolean {
  return /^(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*(?:#(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*)?$/i.test(
    uri,
  );
}
