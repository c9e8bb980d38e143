import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv";
import draft4 from "ajv/lib/refs/json-schema-draft-04.json";
import fc from "fast-check";
import { expect, it } from "vitest";
import { wsc } from "../../sdk";
import { detailsOf, ordinary, unfamiliar } from "./reports";

// The schema of the standard is written in a draft that only version 6 of ajv reads without help.
const ajv = new Ajv({ schemaId: "auto", meta: draft4, allErrors: true });
const isValid = ajv.compile(schema);

/** What the schema of SARIF 2.1.0 has against the file that is made of a report. */
function objections(report: wsc.Report): unknown[] {
  const { sarif } = wsc.renderReport(report, { instanceNo: 1234567 });
  return isValid(JSON.parse(JSON.stringify(sarif))) ? [] : (isValid.errors ?? []);
}

const zero = { Total: 0, High: 0, Medium: 0, Low: 0 };

it.each([
  ["an ordinary report", ordinary],
  ["unfamiliar shapes", unfamiliar],
  ["nothing at all", {}],
  [
    "a clean scan",
    { ...ordinary, Classify_byRisk_Level: zero, Classify_byRisk_Vulnerability: {}, Details: {} },
  ],
  ["no target", { ...ordinary, Target_Info: undefined }],
])("the official schema accepts SARIF of %s", (_, report) => {
  expect(objections(report)).toEqual([]);
});

it("the official schema refuses what is not SARIF", () => {
  const { sarif } = wsc.renderReport(ordinary, { instanceNo: 1 });
  expect(isValid({ ...sarif, version: "2.0.0" })).toBe(false);
  expect(isValid({ ...sarif, runs: [{ results: [] }] })).toBe(false);
});

it("the official schema accepts SARIF of any details", () => {
  const address = fc.webUrl({ withQueryParameters: true, withFragments: true });
  const path = fc.string({ unit: "binary", maxLength: 20 }).map((text) => `https://shop.example.com/${text}`);
  const text = fc.oneof(path, address, fc.constantFrom("XSS", "high", "LFI {0} [a](b)"), fc.string());
  const details = detailsOf(text);
  fc.assert(
    fc.property(details, details, (Details, Recommendation) => {
      const Classify_byRisk_Vulnerability = { "LFI {0} [a](b)": { High: 2 } };
      const report = { ...ordinary, Details, Recommendation, Classify_byRisk_Vulnerability };
      expect(objections(report as wsc.Report)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
