import { describe, expect, it } from "vitest";
import manifest from "../../package.json";
import { wsc } from "../../sdk";
import { ordinary, unfamiliar } from "./reports";

const run = (report: wsc.Report) => wsc.renderReport(report, { instanceNo: 1234567 }).sarif.runs[0];

/** Each result in one line: rule, level, address and count. */
const lines = (report: wsc.Report) => {
  const { results, originalUriBaseIds } = run(report);
  return results.map(({ ruleId, level, locations, occurrenceCount }) => {
    const { uri = "", uriBaseId = "" } = locations?.[0]?.physicalLocation.artifactLocation ?? {};
    const place =
      locations?.[0]?.message === undefined ? resolved(uri, originalUriBaseIds[uriBaseId]?.uri) : "-";
    return `${ruleId} ${level} ${place} ${occurrenceCount ?? 1}`;
  });
};

const resolved = (uri: string, base?: string) => (base === undefined ? "-" : new URL(uri, base).href);

const shop = "https://shop.example.com";

describe("SARIF of a report", () => {
  it("names the scanner, the job, the times and a rule for all that was looked for", () => {
    const { tool, automationDetails, invocations } = run(ordinary);
    expect(tool.driver.name).toBe("NAVER Cloud Web Security Checker");
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([
      "SQL Injection",
      "XSS",
      "LFI",
      "Directory Listing",
      "URL Redirection",
    ]);
    expect(tool.driver.rules[0]?.help?.text).toBe("Bind parameters instead of building SQL from text.");
    expect(automationDetails.id).toBe("ncloud-web-security-checker/https/shop.example.com/1234567");
    expect(invocations[0]).toEqual({
      executionSuccessful: true,
      startTimeUtc: ordinary.startedAt,
      endTimeUtc: ordinary.endedAt,
    });
  });

  it("grades each rule by its highest risk, so that code scanning shows High as High", () => {
    const grades = (report: wsc.Report) =>
      run(report).tool.driver.rules.map(({ id, properties, defaultConfiguration }) => [
        id,
        properties["security-severity"],
        defaultConfiguration?.level,
      ]);
    expect(grades(ordinary)).toEqual([
      ["SQL Injection", "8.0", "error"],
      ["XSS", "5.5", "warning"],
      ["LFI", undefined, undefined],
      ["Directory Listing", "2.0", "note"],
      ["URL Redirection", undefined, undefined],
    ]);
    // Risks that only the details name, and one that only a count has.
    expect(grades(unfamiliar).filter(([, score]) => score !== undefined)).toEqual([
      ["XSS", "8.0", "error"],
      ["LFI", "5.5", "warning"],
      ["unclassified", "2.0", "note"],
    ]);
    expect(
      run(ordinary).tool.driver.rules.every(({ properties }) => properties.tags.includes("security")),
    ).toBe(true);
  });

  it("describes each rule, with the report's advice as text and as Markdown", () => {
    const advice = "Use <b> & *bind* [parameters](https://evil.example).\n# No {0}";
    const { rules } = run({ ...ordinary, Recommendation: { XSS: advice } }).tool.driver;
    const [sql, xss] = rules;
    expect(xss?.help.text).toBe("Use <b> & *bind* \\[parameters\\](https://evil.example).\n# No {{0}}");
    expect(xss?.help.markdown).toBe(
      "Use \\<b\\> \\& \\*bind\\* \\[parameters\\]\\(https\\://evil\\.example\\)\\.\n\n\\# No {{0}}",
    );
    expect(sql?.help.text).toBe("The report recommends nothing for this.");
    expect(run(unfamiliar).tool.driver.rules[0]?.help.text).toBe(unfamiliar.Recommendation);
    expect(sql?.fullDescription.text).toContain("SQL Injection: one of the vulnerabilities");
  });

  it("tells the version of what made it, for the service has none", () => {
    const { tool, conversion } = run(ordinary);
    for (const driver of [tool.driver, conversion.tool.driver]) {
      expect(driver).toMatchObject({ version: manifest.version, semanticVersion: manifest.version });
    }
    expect(tool.driver.informationUri).toMatch(/^https:/);
  });

  it("locates every result: at its address, at the target, or at a name where there is neither", () => {
    const uris = (report: wsc.Report) =>
      run(report).results.map(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation);
    const Classify_byRisk_Vulnerability = { XSS: { High: 1 } };
    const counted = { Classify_byRisk_Vulnerability };
    expect(uris({ ...counted, Target_Info: `${shop}/app` })).toEqual([{ uri: "app", uriBaseId: "SITE_1" }]);
    expect(uris({ ...counted, Target_Info: "shop.example.com" })).toEqual([
      { uri: "./", uriBaseId: "SITE_1" },
    ]);
    expect(uris(counted)).toEqual([{ uri: "unknown-target" }]);
    for (const { locations } of run(ordinary).results) {
      expect(locations[0].physicalLocation.region).toEqual({
        startLine: 1,
        startColumn: 1,
        endLine: 1,
        endColumn: 1,
      });
    }
  });

  it("has a result for each address, and one for those that are only counted", () => {
    expect(lines(ordinary)).toEqual([
      `SQL Injection error ${shop}/search?q=1 1`,
      `SQL Injection error ${shop}/item?id=7 1`,
      `XSS warning ${shop}/search?q=%3Cscript%3E 1`,
      `XSS warning ${shop}/review?text=1 1`,
      "XSS warning - 1",
      `Directory Listing note ${shop}/static/ 1`,
    ]);
  });

  it("points to its rule from every result", () => {
    for (const report of [ordinary, unfamiliar, { ...ordinary, Details: "?", Vulnerability_Category: "" }]) {
      const { tool, results } = run(report);
      for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  it("reads addresses, risks and vulnerabilities out of objects", () => {
    expect(lines(unfamiliar)).toEqual([
      `XSS error ${shop}/search 1`,
      `XSS error ${shop}/search 1`,
      `LFI warning ${shop}/file?name=../../etc/passwd 1`,
      "unclassified note - 1",
    ]);
  });

  it.each([
    ["a risk above the vulnerability", { High: { XSS: [`${shop}/a`] } }, `XSS error ${shop}/a 1`],
    [
      "a domain above the vulnerability",
      { "shop.example.com": { XSS: `${shop}/a` } },
      `XSS error ${shop}/a 1`,
    ],
    ["addresses as keys", { XSS: { [`${shop}/a`]: "parameter q" } }, `XSS error ${shop}/a 1`],
    ["an address in a sentence", { XSS: `Seen at (${shop}/a).` }, `XSS error ${shop}/a 1`],
    ["a list in an object", { XSS: { url: shop, items: [{ url: `${shop}/a` }] } }, `XSS error ${shop}/a 1`],
  ])("finds the address with %s", (_, Details, line) => {
    const counts = { Total: 1, High: 1, Medium: 0, Low: 0 };
    const report = {
      ...ordinary,
      Classify_byRisk_Level: counts,
      Classify_byRisk_Vulnerability: { XSS: counts },
      Details,
    };
    expect(lines(report)).toEqual([line]);
  });

  it("takes no address of another host for a finding", () => {
    const Details = {
      XSS: [{ url: `${shop}/a`, reference: "https://owasp.org/xss" }, "https://owasp.org/xss"],
    };
    expect(lines({ ...ordinary, Details }).filter((line) => line.includes("owasp"))).toEqual([]);
  });

  it.each([
    ["text", "something was found"],
    ["numbers", [1, 2, 3]],
    ["nothing", undefined],
    ["paths only", { XSS: ["/search", "/review"] }],
  ])("falls back to the counts by vulnerability when the details are %s", (_, Details) => {
    expect(lines({ ...ordinary, Details })).toEqual([
      "SQL Injection error - 2",
      "XSS warning - 3",
      "Directory Listing note - 1",
    ]);
  });

  it("falls back to the counts by risk when there are none by vulnerability", () => {
    const report = { ...ordinary, Details: undefined, Classify_byRisk_Vulnerability: "see the console" };
    expect(lines(report)).toEqual([
      "unclassified error - 2",
      "unclassified warning - 3",
      "unclassified note - 1",
    ]);
  });

  it("keeps a vulnerability that is described without counts or addresses", () => {
    const counts = { Classify_byRisk_Level: undefined, Classify_byRisk_Vulnerability: undefined };
    expect(lines({ ...ordinary, ...counts, Details: { XSS: "In the search form." } })).toEqual([
      "XSS warning - 1",
    ]);
  });

  it("takes the highest risk when the report leaves several open, and says so", () => {
    const mixed = { Total: 3, High: 1, Medium: 0, Low: 2 };
    const { results } = run({
      ...ordinary,
      Classify_byRisk_Level: mixed,
      Classify_byRisk_Vulnerability: { XSS: mixed },
      Details: { XSS: [`${shop}/a`, `${shop}/b`] },
    });
    expect(results.map(({ level, occurrenceCount }) => [level, occurrenceCount])).toEqual([
      ["error", undefined],
      ["error", undefined],
      ["error", 1],
    ]);
    expect(results[0]?.message.text).toContain("Risk: High or Low.");
  });

  it("has no results for a clean scan", () => {
    const zero = { Total: 0, High: 0, Medium: 0, Low: 0 };
    const nothing = {
      Classify_byRisk_Vulnerability: {},
      Classify_byRisk_Domain: {},
      Details: {},
      Recommendation: {},
    };
    expect(run({ ...ordinary, ...nothing, Classify_byRisk_Level: zero }).results).toEqual([]);
  });

  it("writes nothing that a reader of SARIF takes for a placeholder, a link or another address", () => {
    const name = "LFI {0} [a](https://evil.example)";
    const { results } = run({
      Target_Info: shop,
      Vulnerability_Category: name,
      Details: { [name]: `${shop}/100%?a={b}|[c]` },
    });
    expect(results[0]?.message.text).toContain("LFI {{0}} \\[a\\](https://evil.example) at ");
    const uri = results[0]?.locations?.[0]?.physicalLocation.artifactLocation.uri;
    expect(uri).toBe("100%25?a=%7Bb%7D%7C%5Bc%5D");
  });

  it.each([
    [
      `${shop}/a b/한글 파일.jsp?q=<script>|`,
      "/a%20b/%ED%95%9C%EA%B8%80%20%ED%8C%8C%EC%9D%BC.jsp?q=%3Cscript%3E%7C",
    ],
    [`${shop}/search?q=alert 1`, "/search?q=alert%201"],
    [`${shop}/tab\there`, "/tab%09here"],
    [`GET ${shop}/a b?c=d e HTTP/1.1`, "/a%20b?c=d%20e"],
    [`${shop}/100%/x?y=%zz`, "/100%25/x?y=%25zz"],
  ])("does not cut %j at a blank, and says it as it was written", (written, encoded) => {
    const { results } = run({ Target_Info: shop, Details: { XSS: [written] } });
    expect(lines({ Target_Info: shop, Details: { XSS: [written] } })).toEqual([
      `XSS warning ${shop}${encoded} 1`,
    ]);
    const [, original] = /(http.*?)(?: HTTP\/1.1)?$/.exec(written) ?? [];
    expect(results[0]?.message.text).toBe(`XSS at ${original}. Its risk is not in the report.`);
    expect(results[0]?.properties.address).toBe(`${shop}${encoded}`);
  });

  it("takes several addresses in one text for a list, and shows no login", () => {
    const Details = { XSS: `${shop}/a, ${shop}/b` };
    expect(lines({ Target_Info: shop, Details })).toEqual([`XSS warning ${shop}/a 1`]);
    const { results } = run({ Target_Info: shop, Details: { XSS: "https://me:hush@shop.example.com/a b" } });
    expect(results[0]?.message.text).toBe(`XSS at ${shop}/a b. Its risk is not in the report.`);
  });

  it("gives addresses relative to their site, without a way to another one", () => {
    const Details = {
      XSS: [shop, `${shop}//evil.example/a`, `${shop}/a:b`, `${shop}?q=1`, `https://u:p@shop.example.com/a`],
    };
    const { results, originalUriBaseIds } = run({ ...ordinary, Details });
    const uris = results.flatMap(({ locations = [] }) =>
      locations.map((each) => each.physicalLocation.artifactLocation.uri),
    );
    expect(uris.filter((uri) => /^(?:[a-z]+:|\/)/.test(uri) || uri === "")).toEqual([]);
    expect(originalUriBaseIds).toEqual({ SITE_1: { uri: `${shop}/` } });
    const found = lines({ ...ordinary, Details }).filter((line) => line.startsWith("XSS"));
    expect(found.map((line) => line.split(" ")[2])).toEqual([
      `${shop}/`,
      `${shop}//evil.example/a`,
      `${shop}/a:b`,
      `${shop}/?q=1`,
      `${shop}/a`,
    ]);
  });
});

describe("the category in code scanning", () => {
  const categoryOf = (Target_Info?: string, category?: string) => {
    const { sarif } = wsc.renderReport({ ...ordinary, Target_Info }, { instanceNo: 7, category });
    const { id } = sarif.runs[0].automationDetails;
    expect(id.endsWith("/7")).toBe(true);
    return id.slice(0, id.lastIndexOf("/"));
  };

  it("differs between targets, so that two sites in one repository do not replace each other", () => {
    const targets = [
      shop,
      "http://shop.example.com",
      `${shop}:8443`,
      `${shop}/app`,
      "https://blog.example.com/",
    ];
    const others = ["shop.example.com:8080", "no address", undefined];
    expect(new Set([...targets, ...others].map((target) => categoryOf(target))).size).toBe(8);
  });

  it("is the same for every scan of a target, and shows no query", () => {
    const category = "ncloud-web-security-checker/https/shop.example.com/app";
    for (const target of [`${shop}/app`, `${shop}/app/`, `${shop}/app?key=hush`]) {
      expect(categoryOf(target)).toBe(category);
    }
  });

  it("is the caller's, if one is given", () => {
    for (const category of ["nightly", "nightly/"]) expect(categoryOf(shop, category)).toBe("nightly");
    expect(categoryOf(shop, "")).toBe(categoryOf(shop));
  });
});

// The second is the only one that code scanning of GitHub looks at.
describe.each(["ncloudWscFinding/v1", "primaryLocationLineHash"] as const)("fingerprints %s", (name) => {
  const prints = (report: wsc.Report) =>
    run(report).results.map(({ partialFingerprints }) => partialFingerprints[name]);

  it("differ within a report", () => {
    for (const report of [ordinary, unfamiliar]) {
      expect(new Set(prints(report)).size).toBe(run(report).results.length);
    }
    const twice = { ...ordinary, Details: { XSS: [`${shop}/a`, `${shop}/a`] } };
    expect(new Set(prints(twice)).size).toBe(run(twice).results.length);
  });

  it("stay when the same things are found in a later scan, in another order", () => {
    const Details = Object.fromEntries(
      Object.entries(ordinary.Details as Record<string, string[]>).map(([name, urls]) => [
        name,
        urls.toReversed(),
      ]),
    );
    const later = { ...ordinary, Details, report_date: "2026/12/20 14:42:10", Memo: "another" };
    expect(prints(later).sort()).toEqual(prints(ordinary).sort());
  });
});
