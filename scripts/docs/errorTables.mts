import { fileSaferCodes } from "../../dist/provider/ncp/api/filesafer/codes.js";
import { gatewayCodes } from "../../dist/provider/ncp/api/gatewayCodes.js";
import { securityMonitoringCodes } from "../../dist/provider/ncp/api/securitymonitoring/codes.js";
import type { CodeTable } from "../../dist/provider/ncp/api/service.js";
import { wscCodes } from "../../dist/provider/ncp/api/wsc/codes.js";
import { code, generated, table } from "./markdown.mts";

interface Section {
  readonly title: string;
  readonly remark: string;
  readonly codes: CodeTable;
  /** The page that lists the codes. */
  readonly document: string;
}

const docs = "https://api.ncloud-docs.com/docs/en";

const sections: readonly Section[] = [
  {
    title: "API gateway",
    remark: [
      "May come from every service; of the Secure Token Service no others are known. These are not HTTP statuses, although they look like them.",
      "An error with 210 also names policies of the service, and one of File Safer with 200 or 210 says so where `apiKey` is not set.",
    ].join(" "),
    codes: gatewayCodes,
    document: `${docs}/common-ncpapi`,
  },
  {
    title: "Web Security Checker",
    remark: "Come in HTTP 200 by the older overview, in 400 or 401 by the newer one; both are read.",
    codes: wscCodes,
    document: `${docs}/security-websecuritychecker`,
  },
  {
    title: "File Safer",
    remark:
      "Come in HTTP 200, as text. The documents list code and message alone: the meanings are inferred.",
    codes: fileSaferCodes,
    document: `${docs}/security-filesafer`,
  },
  {
    title: "Security Monitoring",
    remark: "Come in HTTP 200 or 403, as numbers.",
    codes: securityMonitoringCodes,
    document: `${docs}/security-securitymonitoring`,
  },
];

const heads = ["Code", "NCP's message", "Kind", "Meaning", "What to do", "May pass"];

/** docs/errors.md */
export function errorTables(): string {
  return `${[intro, ...sections.map(section)].join("\n\n")}\n`;
}

const intro = `${generated}

# Errors

An error names the service, the operation, NCP's code and message, the request id if there is one, and what to do. Its
\`kind\` is what a program decides by: \`security.isNcloudError(error, "conflict")\`. An answer that is not whole, not
JSON or not what the documents describe is an error too (\`service\`), and never counts as "there is nothing".

*May pass* says that the same call may succeed a little later. It is repeated by itself only where that is safe.`;

function section({ title, remark, codes, document }: Section): string {
  const rows = Object.entries(codes).map(([number, { message, kind, meaning, hint, retryable }]) => [
    code(number),
    message,
    kind,
    sentence(meaning),
    sentence(hint),
    retryable ? "yes" : "no",
  ]);
  return `## ${title}\n\n${remark} Listed in [NAVER Cloud's documents](${document}).\n\n${table(heads, rows)}`;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
