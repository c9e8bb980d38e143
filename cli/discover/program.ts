import { definitions } from "../../provider/resources/definitions";
import type { Discovered } from "./discovered";
import { Expression, writeText, writeValue } from "./typescript";

const advice = `// NCP does not list what else a scan was asked for. Give headers, excludeUrls, vulnerabilityItems, userAgent and
// speed before the first \`pulumi up\`, which adopts these scans and starts none: a later change of some of them is a
// new scan, which is billed.
`;

/** A TypeScript program that has these resources. */
export function writeProgram(resources: readonly Discovered[]): string {
  const settings = resources.filter((resource) => !isScan(resource)).map(writeResource);
  const scans = resources.filter(isScan).map(writeResource);
  const adopted = scans.length === 0 ? [] : [advice + scans.join("\n")];
  return [writeHead(resources), ...settings, ...adopted].join("\n");
}

function isScan({ type }: Discovered): boolean {
  return type === "ScanJob";
}

function writeHead(resources: readonly Discovered[]): string {
  const security = 'import * as security from "pulumi-ncloud-security";\n';
  const isConfigured = resources.some(({ args }) =>
    Object.values(args).some((value) => value instanceof Expression),
  );
  return isConfigured
    ? `import * as pulumi from "@pulumi/pulumi";\n${security}\nconst config = new pulumi.Config();\n`
    : security;
}

function writeResource({ type, name, args }: Discovered): string {
  const lines = Object.entries(args).map(
    ([argument, value]) => `  ${argument}: ${writeValue(value, "  ")},\n`,
  );
  return `new security.${definitions[type].module}.${type}(${writeText(name)}, {\n${lines.join("")}});\n`;
}
