/** What files of a kind begin with. */
const beginnings: readonly (readonly [string, string])[] = [
  ["PK\x03\x04", "application/zip"],
  ["%PDF-", "application/pdf"],
  ["\x89PNG", "image/png"],
  ["\xff\xd8\xff", "image/jpeg"],
  ["GIF8", "image/gif"],
  ["\x1f\x8b", "application/gzip"],
  ["\x7fELF", "application/x-executable"],
  ["MZ", "application/x-msdownload"],
];

/** The MIME type, from how the file begins. */
export function detectFileType(bytes: Buffer): string {
  const start = bytes.toString("latin1", 0, 512);
  const known = beginnings.find(([beginning]) => start.startsWith(beginning))?.[1];
  return known ?? (/^[\t\n\r\x20-\x7e]*$/.test(start) ? "text/plain" : "application/octet-stream");
}
