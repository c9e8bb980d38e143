export type Risk = "high" | "medium" | "low";

interface Vulnerability {
  readonly name: string;
  readonly risk: Risk;
  readonly recommendation: string;
}

/**
 * The reserved words of VulnItems. Only XSS and SSI Injection are confirmed; the rest stands in
 * for a list that the documents were not seen to give.
 */
export const vulnerabilities: readonly Vulnerability[] = [
  {
    name: "SQL Injection",
    risk: "high",
    recommendation: "Bind parameters instead of building SQL from text.",
  },
  { name: "XSS", risk: "medium", recommendation: "Encode output for the place it is put in." },
  {
    name: "LFI",
    risk: "high",
    recommendation: "Choose files by identifier, never by a path from the request.",
  },
  { name: "RFI", risk: "high", recommendation: "Do not include files from other hosts." },
  { name: "SSI Injection", risk: "high", recommendation: "Switch server side includes off." },
  {
    name: "Command Injection",
    risk: "high",
    recommendation: "Do not start a shell with text from the request.",
  },
  { name: "Code Injection", risk: "high", recommendation: "Do not evaluate text from the request." },
  { name: "XXE", risk: "high", recommendation: "Switch external entities of the XML parser off." },
  { name: "SSRF", risk: "high", recommendation: "Let the server call only hosts on a list." },
  {
    name: "File Upload",
    risk: "high",
    recommendation: "Keep uploads outside of what the web server executes.",
  },
  { name: "Directory Listing", risk: "low", recommendation: "Switch directory listings off." },
  {
    name: "Source Code Disclosure",
    risk: "medium",
    recommendation: "Remove source files from the document root.",
  },
  { name: "URL Redirection", risk: "medium", recommendation: "Redirect only to addresses on a list." },
  {
    name: "Insufficient Authorization",
    risk: "high",
    recommendation: "Check the user's right at every request.",
  },
  { name: "Information Leakage", risk: "low", recommendation: "Answer errors without internals." },
  { name: "Admin Page", risk: "medium", recommendation: "Limit admin pages to known addresses." },
  { name: "Backup File", risk: "low", recommendation: "Remove backup files from the document root." },
];

/** Stands for every other word, and alone. */
export const everything = "ALL";

const names = new Set([everything, ...vulnerabilities.map(({ name }) => name)]);

export function isVulnItem(word: string): boolean {
  return names.has(word);
}

/** What a scan for these words looks at. */
export function listScannedItems(words: readonly string[]): readonly Vulnerability[] {
  return words.includes(everything)
    ? vulnerabilities
    : vulnerabilities.filter(({ name }) => words.includes(name));
}
