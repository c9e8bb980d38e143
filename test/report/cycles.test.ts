import { describe, expect, it } from "vitest";
import { wsc } from "../../sdk";
import { ordinary } from "./reports";

/** Details that lead back to themselves, through objects and lists. */
function cyclic(): Record<string, unknown> {
  const details: Record<string, unknown> = { XSS: ["https://shop.example.com/search?q=1"], note: "kept" };
  details.self = details;
  details.list = [details, { again: [details] }];
  return details;
}

describe("a report that leads back to itself", () => {
  const fields = [
    "Details",
    "Recommendation",
    "Classify_byRisk_Vulnerability",
    "Classify_byRisk_Domain",
    "Scanned_Domain_List",
    "Memo",
    "a field of its own",
  ];

  it.each(fields)("is rendered with the cycle cut: in %s", (field) => {
    const report = { ...ordinary, [field]: cyclic() };
    const { html, sarif } = wsc.renderReport(report, {
      instanceNo: 1,
      generatedAt: new Date("2026-11-20T05:42:10Z"),
    });
    expect(html).toContain("</html>");
    expect(JSON.parse(JSON.stringify(sarif))).toEqual(sarif);
  });

  it("shows what is beside the cycle, and where it was cut", () => {
    const { html } = wsc.renderReport({ ...ordinary, Details: cyclic() }, { instanceNo: 1 });
    expect(html).toContain("kept");
    expect(html).toContain("[circular]");
  });

  it("may be its own field", () => {
    const report: wsc.Report & { self?: unknown } = { ...ordinary };
    report.self = report;
    expect(wsc.renderReport(report, { instanceNo: 1 }).html).toContain("</html>");
  });

  it("is left as it was", () => {
    const details = cyclic();
    wsc.renderReport({ ...ordinary, Details: details }, { instanceNo: 1 });
    expect(details.self).toBe(details);
  });
});

it("a value that a report has twice is shown twice, since that is no cycle", () => {
  const shared = { text: "shared" };
  const { html } = wsc.renderReport(
    { ...ordinary, Details: { a: [shared], b: [shared] } },
    { instanceNo: 1 },
  );
  expect(html.split("shared")).toHaveLength(3);
  expect(html).not.toContain("[circular]");
});
