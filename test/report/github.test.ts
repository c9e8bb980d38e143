import fc from "fast-check";
import { expect, it } from "vitest";
import { wsc } from "../../sdk";
import { objections } from "./github";
import { detailsOf, ordinary, unfamiliar } from "./reports";

const shop = "https://shop.example.com";
const sarifOf = (report: wsc.Report) => wsc.renderReport(report, { instanceNo: 1234567 }).sarif;
const counted = (High: number) => ({ Classify_byRisk_Vulnerability: { XSS: { High } } });

it.each<[string, wsc.Report]>([
  ["an ordinary report", ordinary],
  ["unfamiliar shapes", unfamiliar],
  ["nothing at all", {}],
  ["counts without a target", counted(1)],
  ["a target that is no address", { ...counted(1), Target_Info: "the shop" }],
  ["a finding without a name", { Target_Info: shop, Details: { "": `${shop}/a`, " ": "text" } }],
  [
    "the target's root",
    { ...counted(1), Target_Info: shop, Details: { XSS: [shop, `${shop}/`, `${shop}?a=1`] } },
  ],
  [
    "two hosts with the same path",
    {
      Target_Info: shop,
      Scanned_Domain_List: ["shop.example.com", "api.example.com"],
      Details: { XSS: [`${shop}/login?a=1`, "https://api.example.com/login?a=1"] },
    },
  ],
  [
    "two parameters of one page",
    {
      Target_Info: shop,
      Details: { XSS: ["q", "sort"].map((parameter) => ({ url: `${shop}/search`, parameter })) },
    },
  ],
  [
    "blanks and other characters",
    {
      Target_Info: shop,
      Details: {
        XSS: [
          `${shop}/a b/한글 파일.jsp?q=<script>|`,
          `${shop}/100%/x?y=%zz#a#b`,
          `${shop}//evil.example.com/x`,
        ],
      },
    },
  ],
  ["a name that is too long", { ...ordinary, Vulnerability_Category: "{x}".repeat(2_000) }],
])("code scanning takes SARIF of %s", (_, report) => {
  expect(objections(sarifOf(report))).toEqual([]);
});

it("code scanning takes SARIF of more findings than it reads, and loses the least severe", () => {
  const addresses = (risk: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ url: `${shop}/${risk}/${index}`, risk }));
  const Details = { XSS: [...addresses("Low", 20_000), ...addresses("High", 15_000)] };
  const sarif = sarifOf({ Target_Info: shop, Vulnerability_Category: "XSS", Details });
  const [{ results, properties }] = sarif.runs;
  expect(objections(sarif)).toEqual([]);
  expect(results.filter(({ level }) => level === "error")).toHaveLength(15_000);
  expect([results.length, properties.resultsLeftOut]).toEqual([25_000, 10_000]);
});

it("code scanning takes SARIF of more names than it has rules, and each finding keeps its own", () => {
  const names = Array.from({ length: 26_000 }, (_, index) => `name ${index}`);
  const Details = { [names.at(-1) ?? ""]: `${shop}/a` };
  const sarif = sarifOf({ Target_Info: shop, Vulnerability_Category: names.join(","), Details });
  expect(objections(sarif)).toEqual([]);
  expect(sarif.runs[0].tool.driver.rules.map(({ id }) => id)).toEqual(["name 25999"]);
});

it("code scanning takes SARIF of any details", () => {
  const path = fc.string({ unit: "binary", maxLength: 20 }).map((text) => `${shop}/${text}`);
  const text = fc.oneof(
    path,
    fc.webUrl({ withFragments: true }),
    fc.constantFrom("XSS", "high"),
    fc.string(),
  );
  const details = detailsOf(text);
  fc.assert(
    fc.property(details, text, fc.boolean(), (Details, Target_Info, isCounted) => {
      const Classify_byRisk_Vulnerability = isCounted ? { XSS: { High: 2 } } : undefined;
      expect(objections(sarifOf({ Target_Info, Details, Classify_byRisk_Vulnerability }))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
