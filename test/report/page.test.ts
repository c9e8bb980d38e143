import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wsc } from "../../sdk";
import { ordinary, unfamiliar } from "./reports";

const instanceNo = 1234567;
const page = (report: wsc.Report, options = {}) => wsc.renderReport(report, { instanceNo, ...options }).html;

/** What a reader sees of a page, roughly: its text without tags, on one line. */
const seen = (html: string) =>
  html
    .replace(/<style>.*<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#96;/g, "`")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");

const written = new Set(
  (
    "a article body caption dd div dl dt footer h1 h2 h3 h4 head header html li main meta nav ol p pre rect " +
    "section span strong style svg table tbody td th thead time title tr ul"
  ).split(" "),
);
const attributes = new Set(
  (
    "aria-hidden aria-label aria-labelledby charset class content datetime height href http-equiv id lang name " +
    "preserveAspectRatio scope viewBox width x y"
  ).split(" "),
);

/** Tags and attributes that this package does not write, so that a report must have brought them. */
function smuggled(html: string): string[] {
  const tags = html.replace("<!doctype html>", "").match(/<[^>]*>?/g) ?? [];
  return tags.filter((tag) => {
    const parts = /^<\/?([a-z0-9]+)((?: [a-zA-Z-]+="[^"<>]*")*)>$/.exec(tag);
    const names = [...(parts?.[2] ?? "").matchAll(/ ([a-zA-Z-]+)="[^"]*"/g)].map(([, name = ""]) => name);
    return !written.has(parts?.[1] ?? "") || names.some((name) => !attributes.has(name));
  });
}

const attacks = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "</style><script>alert(1)</script>",
  "</title><svg onload=alert(1)>",
  "javascript:alert(1)",
  "https://shop.example.com/?q=<script>alert(1)</script>",
  "-->]]><iframe srcdoc=x>",
  "&lt;script&gt;",
  "`onerror=alert(1)`",
];

describe("the page", () => {
  it("says how many findings of which risk there are, on which target, in which job", () => {
    const text = seen(page(ordinary));
    expect(text).toContain("The scan found 6 vulnerabilities, the highest risk is high.");
    expect(text).toContain("High 2 Medium 3 Low 1 Total 6");
    expect(page(ordinary)).toContain(
      "<title>Security scan of https://shop.example.com/, job 1234567</title>",
    );
  });

  it("shows when, how and where the scan ran, and what was left out", () => {
    const text = seen(page(ordinary));
    expect(text).toContain("2026/11/20 14:42:10 read as Korean time: 2026-11-20 05:42:10 UTC");
    expect(text).toContain("2026/11/20 14:06:00~2026/11/20 14:42:10");
    for (const fact of [
      "PC Chrome",
      "Release 7, 정기 점검",
      "https://shop.example.com/logout",
      "URL Redirection",
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toContain("Scanned shop.example.com");
    expect(text).toContain("Not scanned cdn.example.net");
  });

  it("puts addresses and advice to each vulnerability, the highest risk first", () => {
    const text = seen(page(ordinary));
    const [sql = 0, xss = 0, listing = 0] = ["2 High Details", "3 Medium Details", "1 Low Details"].map(
      (badge) => text.indexOf(badge),
    );
    expect(sql).toBeGreaterThan(0);
    expect(xss).toBeGreaterThan(sql);
    expect(listing).toBeGreaterThan(xss);
    expect(text.slice(sql, xss)).toContain("https://shop.example.com/item?id=7");
    expect(text.slice(sql, xss)).toContain("Bind parameters instead of building SQL from text.");
  });

  it("shows what it does not know as it comes, and loses nothing", () => {
    const html = page({ ...unfamiliar, New_Field: { "some key": ["some value", 17, false] } } as wsc.Report);
    const text = seen(html);
    for (const value of [
      "shop.example.com",
      "sort",
      "<b>1</b>",
      "MEDIUM",
      "../../etc/passwd",
      "Encode output.",
    ]) {
      expect(text).toContain(value);
    }
    for (const value of ["New_Field", "some key", "some value", "17", "false"]) expect(text).toContain(value);
  });

  it("shows text, lists, numbers and deep objects wherever the documents leave the shape open", () => {
    const deep = (levels: number): unknown =>
      levels === 0 ? "the bottom" : { next: [deep(levels - 1), "beside"] };
    for (const value of [
      "the bottom",
      ["the bottom"],
      [[{ a: { b: "the bottom" } }]],
      deep(40),
      { n: 0, t: "the bottom" },
    ]) {
      const html = page({ ...ordinary, Details: value, Recommendation: value, Scanned_Domain_List: value });
      expect(seen(html).match(/the bottom/g)).toHaveLength(3);
      expect(smuggled(html)).toEqual([]);
    }
  });

  it("shows what is too deep for tables as JSON", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20)}"the bottom"${"}".repeat(20)}`);
    expect(page({ ...ordinary, Details: deep })).toMatch(/<pre>[^<]*the bottom[^<]*<\/pre>/);
  });

  it("never takes missing counts, or counts that contradict the details, for a clean scan", () => {
    const clean = "The scan found no vulnerabilities.";
    const zero = { Total: 0, High: 0, Medium: 0, Low: 0 };
    const nothing = {
      Classify_byRisk_Vulnerability: {},
      Classify_byRisk_Domain: {},
      Details: {},
      Recommendation: {},
    };
    expect(seen(page({ ...ordinary, ...nothing, Classify_byRisk_Level: zero }))).toContain(clean);
    expect(seen(page({}))).toContain("no readable counts by risk");
    expect(seen(page({ ...ordinary, Classify_byRisk_Level: undefined }))).toContain(
      "no readable counts by risk",
    );
    const contradiction = seen(page({ ...ordinary, Classify_byRisk_Level: zero }));
    expect(contradiction).toContain("the report describes findings");
    expect(contradiction).not.toContain(clean);
    const wrongTotal = seen(page({ ...ordinary, Classify_byRisk_Level: { ...zero, High: 2 } }));
    expect(wrongTotal).toContain("The scan found 2 vulnerabilities");
  });

  it("keeps the login of the scan to itself", () => {
    expect(page(ordinary)).not.toContain("3f9a1c");
    expect(JSON.stringify(wsc.renderReport(ordinary, { instanceNo }).sarif)).not.toContain("3f9a1c");
  });

  it("tells the time only if it is given one", () => {
    expect(page(ordinary)).toBe(page(ordinary));
    expect(page(ordinary)).not.toContain("generated");
    const generatedAt = new Date("2026-11-22T15:00:00Z");
    expect(seen(page(ordinary, { generatedAt }))).toMatch(
      /Job 1234567 ?\. Page generated 2026-11-22 15:00:00 UTC/,
    );
  });
});

describe("a page that nothing gets into", () => {
  it("lets only its own style sheet in, and loads nothing", () => {
    const html = page(ordinary);
    const [, sheet = ""] = /<style>(.*)<\/style>/s.exec(html) ?? [];
    const hash = createHash("sha256").update(sheet).digest("base64");
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy.replaceAll("&#39;", "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
    expect(sheet).not.toMatch(/url\(|@import/);
    expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to?.[0])).not.toContain("h");
  });

  it.each(attacks)("shows %s as text, wherever it stands", (attack) => {
    const open = {
      [attack]: attack,
      list: [attack, { [attack]: attack }],
      deep: { [attack]: { [attack]: [attack] } },
    };
    const report = Object.fromEntries(
      Object.keys(ordinary).flatMap((name) => [
        [name, typeof ordinary[name as keyof wsc.Report] === "string" ? attack : open],
        [attack, attack],
      ]),
    ) as wsc.Report;
    const html = page(report, { instanceNo: attack });
    expect(smuggled(html)).toEqual([]);
    expect(seen(html)).toContain(attack);
  });

  it("lets no quote end an attribute", () => {
    const endedAt = '2026-11-20 (" onclick="alert)';
    expect(Date.parse(endedAt)).not.toBeNaN();
    expect(smuggled(page({ ...ordinary, endedAt }))).toEqual([]);
  });

  it("finds what is smuggled, should there ever be something", () => {
    expect(smuggled('<p class="a"><script>x</script><a onclick="x">')).toHaveLength(3);
  });

  it("makes characters visible that would hide or turn text", () => {
    const html = page({ ...ordinary, Memo: "gpj.\u202eexe\u0000\u0007" });
    expect(html).toContain("gpj.\\u202eexe\\u0000\\u0007");
    expect(html).not.toMatch(/[\u202e]/u);
  });

  it("holds for any report", () => {
    const text = fc.oneof(
      fc.constantFrom(...attacks),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.integer(),
      fc.constant(null),
    );
    const hostile = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    const names = Object.keys(ordinary).filter((name) => !["startedAt", "endedAt"].includes(name));
    const reports = fc.record(Object.fromEntries(names.map((name) => [name, hostile])));
    fc.assert(
      fc.property(reports, (report) => {
        expect(smuggled(page(report as wsc.Report))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
