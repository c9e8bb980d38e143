/** One line `name = value`. */
export interface Entry {
  readonly name: string;
  /** As it stands in the file, with quotes and comment. */
  readonly raw: string;
  readonly line: number;
}

/** The lines below one or several headers of the same name. */
export interface Section {
  /** Empty for the lines before the first header. */
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** What is wrong with a file, told by line and name; never by a value, which may be a secret. */
export class IniProblem extends Error {}

const nothing = /^\s*([#;].*)?$/;
const header = /^\s*\[\s*([^[\]]*[^[\]\s])\s*\]\s*([#;].*)?$/;
const assignment = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/;

/** Every section, in the order of the file. Names are as they are written. Throws an IniProblem. */
export function parseIni(text: string): Section[] {
  if (/[\0\uFFFD]/.test(text)) throw new IniProblem("is not text in UTF-8");
  const sections = new Map<string, Entry[]>();
  let entries = readSection(sections, "");
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const [, title] = header.exec(line) ?? [];
    if (title !== undefined) entries = readSection(sections, title);
    else if (!nothing.test(line)) entries.push(entryOf(line, index + 1));
  }
  return [...sections].map(([name, entries]) => ({ name, entries }));
}

function readSection(sections: Map<string, Entry[]>, name: string): Entry[] {
  const entries = sections.get(name) ?? [];
  sections.set(name, entries);
  return entries;
}

function entryOf(text: string, line: number): Entry {
  const [, name, raw] = assignment.exec(text) ?? [];
  if (name !== undefined && raw !== undefined) return { name, raw, line };
  throw new IniProblem(`line ${line} is neither "name = value" nor a [section] nor a comment`);
}

/** How a section is called in a message. */
export function describeTitle({ name }: Section): string {
  return name === "" ? "the lines before any section" : `[${name}]`;
}

/** The value of a name; undefined where it has none or an empty one. Throws an IniProblem where it has several. */
export function readValue(section: Section, name: string): string | undefined {
  const entries = section.entries.filter((entry) => entry.name === name);
  const values = new Set(entries.map(meaningOf));
  if (values.size <= 1) return [...values][0] || undefined;
  const lines = entries.map(({ line }) => line).join(" and ");
  throw new IniProblem(
    `${describeTitle(section)} has two values of ${name}, in lines ${lines}: keep one of them`,
  );
}

/** Neither form holds what would end or escape it in one reader of the file and not in another. */
const quoted = /^(["'`])((?:(?!\1)[^\\])*)\1\s*(?:[#;].*)?$/;
const bare = /^([^"'`#;\\]*?)(?:(?:^|\s+)[#;].*)?$/;

function meaningOf({ name, raw, line }: Entry): string {
  const value = quoted.exec(raw)?.[2] ?? bare.exec(raw)?.[1];
  if (value !== undefined) return value;
  throw new IniProblem(
    `line ${line}, ${name}: readers differ on a value with a quote, "#", ";" or "\\": put all of it in quotes, and a comment behind a blank`,
  );
}
