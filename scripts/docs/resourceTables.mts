import { type Argument, describeDefault, type Part } from "../../dist/provider/resources/definition.js";
import { definitions } from "../../dist/provider/resources/definitions.js";
import { code, type Row, table } from "./markdown.mts";

type Kind = keyof typeof tables;

const tables = {
  arguments: (resource: keyof typeof definitions) =>
    table(
      ["argument", "meaning", "default", "a change"],
      Object.entries<Argument>(definitions[resource].arguments).flatMap(([name, argument]) =>
        argumentRows(name, argument),
      ),
    ),
  outputs: (resource: keyof typeof definitions) =>
    table(
      ["output", "meaning"],
      Object.entries<string | undefined>(definitions[resource].computed).flatMap(([name, text]) =>
        text === undefined ? [] : [[code(name), text]],
      ),
    ),
};

/** Arguments that have a section of their own on the page. */
const sections: Readonly<Record<string, string>> = {
  triggers: "triggers",
  gate: "gates",
  reportFiles: "the-report-in-ci",
  memo: "the-marker",
};

function argumentRows(name: string, argument: Argument): Row[] {
  const { parts, secret, description } = argument;
  const meaning = secret ? `${description} Always secret.` : description;
  const inside = name === "thresholds" ? `${name}[]` : name;
  const rows = Object.entries<Part>(parts?.of ?? {}).map(([part, each]) => [
    code(`${inside}.${part}`),
    each.description,
    defaultCell(each),
    "as above",
  ]);
  const shown = name in sections ? `[${code(name)}](#${sections[name]})` : code(name);
  return [[shown, meaning, defaultCell(argument), argument.change.replace(/^A change /, "")], ...rows];
}

function defaultCell(argument: Part & { readonly default?: unknown }): string {
  const text = describeDefault(argument);
  if (text === undefined) return "required";
  return "default" in argument && argument.default !== undefined ? code(text) : text;
}

const marked = /<!-- (arguments|outputs) of (\w+), by `npm run docs` -->\n[\s\S]*?<!-- end -->/g;

/** The page with its tables written anew, from the definitions of the resources. */
export function resourceTables(page: string): string {
  return page.replace(marked, (_, kind: Kind, resource: keyof typeof definitions) => {
    return `<!-- ${kind} of ${resource}, by \`npm run docs\` -->\n\n${tables[kind](resource)}\n\n<!-- end -->`;
  });
}
