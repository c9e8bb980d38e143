import ts from "typescript";
import type { Sdk } from "./sdk.mts";

/** What its JSDoc says; every public declaration has one. */
export function describe({ checker }: Sdk, symbol: ts.Symbol): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  if (text === "") throw new Error(`${symbol.name} has no text`);
  return joinLines(text).replaceAll(/\{@link (\w+)\}/g, "`$1`");
}

/** Paragraphs are broken where the sources are full, which is nobody else's width. */
function joinLines(text: string): string {
  return text.replaceAll(/(?<!\n)\n(?!\n)/g, " ");
}

/** The same with NCP's document and the example, as registries and editors show them of a resource or a function. */
export function describeAtLength(sdk: Sdk, symbol: ts.Symbol): string {
  const documents = listTags(sdk, symbol, "see").map((address) => `NCP's document: ${address}`);
  const examples = listTags(sdk, symbol, "example").map(formatExample);
  return [describe(sdk, symbol), ...documents, ...examples].join("\n\n");
}

function listTags({ checker }: Sdk, symbol: ts.Symbol, name: string): string[] {
  const tags = symbol.getJsDocTags(checker).filter((tag) => tag.name === name);
  return tags.map(({ text }) => ts.displayPartsToString(text).trim());
}

/** By its marks, generators leave it out of the SDKs of other languages. */
function formatExample(code: string): string {
  return `{{% examples %}}
{{% example %}}
## Example Usage

\`\`\`typescript
import * as security from "pulumi-ncloud-security";

${code}
\`\`\`
{{% /example %}}
{{% /examples %}}`;
}
