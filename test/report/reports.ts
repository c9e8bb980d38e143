import fc from "fast-check";
import type { wsc } from "../../sdk";

/** A report in the shapes that the emulator answers with. */
export const ordinary: wsc.Report = {
  report_date: "2026/11/20 14:42:10",
  startedAt: "2026-11-20T05:00:00.000Z",
  endedAt: "2026-11-20T05:42:10.000Z",
  Target_Info: "https://shop.example.com/",
  Crawl_Time: "2026/11/20 14:00:00~2026/11/20 14:05:00",
  Scan_Time: "2026/11/20 14:06:00~2026/11/20 14:42:10",
  Excluded_Url: "https://shop.example.com/logout, https://shop.example.com/admin",
  Login_Info: "session=3f9a1c",
  Vulnerability_Category: "SQL Injection, XSS, LFI, Directory Listing, URL Redirection",
  User_Agent: "PC Chrome",
  Memo: "Release 7, 정기 점검",
  Scanned_Domain_List: ["shop.example.com"],
  Not_Scanned_Domain_List: ["cdn.example.net"],
  Classify_byRisk_Level: { Total: 6, High: 2, Medium: 3, Low: 1 },
  Classify_byRisk_Domain: { "shop.example.com": { Total: 6, High: 2, Medium: 3, Low: 1 } },
  Classify_byRisk_Vulnerability: {
    XSS: { Total: 3, High: 0, Medium: 3, Low: 0 },
    "SQL Injection": { Total: 2, High: 2, Medium: 0, Low: 0 },
    "Directory Listing": { Total: 1, High: 0, Medium: 0, Low: 1 },
    LFI: { Total: 0, High: 0, Medium: 0, Low: 0 },
  },
  Details: {
    "SQL Injection": ["https://shop.example.com/search?q=1", "https://shop.example.com/item?id=7"],
    XSS: ["https://shop.example.com/search?q=%3Cscript%3E", "https://shop.example.com/review?text=1"],
    "Directory Listing": ["https://shop.example.com/static/"],
  },
  Recommendation: {
    "SQL Injection": "Bind parameters instead of building SQL from text.",
    XSS: "Encode output for the place it is put in.",
    "Directory Listing": "Switch directory listings off.",
  },
};

/** A report whose four open objects have other shapes than any document or emulator. */
export const unfamiliar: wsc.Report = {
  ...ordinary,
  Classify_byRisk_Level: { Total: 4, High: 2, Medium: 1, Low: 1 },
  Classify_byRisk_Domain: [{ domain: "shop.example.com", high: 2, medium: 1, low: 1 }],
  Classify_byRisk_Vulnerability: { High: { XSS: 2 }, Medium: { LFI: 1 }, Low: { LFI: 1 } },
  Details: [
    {
      title: "XSS",
      risk: "high",
      url: "https://shop.example.com/search",
      parameter: "q",
      evidence: "<b>1</b>",
    },
    { title: "XSS", risk: "High", url: "https://shop.example.com/search", parameter: "sort", evidence: null },
    {
      title: "LFI",
      severity: "MEDIUM",
      request: "GET https://shop.example.com/file?name=../../etc/passwd now",
    },
  ],
  Recommendation: "Validate input.\nEncode output.",
};

/** Details of any shape, whose texts and keys are these. */
export const detailsOf = (text: fc.Arbitrary<string>) =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(text, tie("value"), { maxKeys: 4 }),
    ),
  })).value;
