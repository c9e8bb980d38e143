import { policies } from "../../dist/policies/index.js";
import { code, type Row, table } from "./markdown.mts";

type Policy = (typeof policies)[number];

const tables = {
  rules: () =>
    table(
      ["rule", "what it asks", "level", "`remediate`"],
      policies.map((policy) => [
        code(policy.name),
        policy.description,
        policy.enforcementLevel ?? "",
        "remediateResource" in policy ? "sets it right" : "as mandatory",
      ]),
    ),
  settings: () => table(["rule", "setting", "meaning", "default"], policies.flatMap(settingRows)),
};

function settingRows({ name, configSchema }: Policy): Row[] {
  return Object.entries(configSchema?.properties ?? {}).map(([key, schema]) => [
    code(name),
    code(key),
    schema.description ?? "",
    describeDefault(schema.default),
  ]);
}

function describeDefault(value: unknown): string {
  return Array.isArray(value) ? value.map(String).map(code).join(", ") : code(JSON.stringify(value));
}

const marked = /<!-- (rules|settings), by `npm run docs` -->\n[\s\S]*?<!-- end -->/g;

/** The page with its tables written anew, from the policies of the pack. */
export function policyTables(page: string): string {
  return page.replace(
    marked,
    (_, kind: keyof typeof tables) =>
      `<!-- ${kind}, by \`npm run docs\` -->\n\n${tables[kind]()}\n\n<!-- end -->`,
  );
}
