export type Row = readonly string[];

/** A table of Markdown; a row of another length and a cell without text are faults of its maker. */
export function table(heads: Row, rows: readonly Row[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((row) => line(heads, row)).join("\n");
}

function line(heads: Row, row: Row): string {
  const unfit = row.length !== heads.length || row.some((cell) => cell.trim() === "");
  if (unfit) throw new Error(`A cell is missing or empty: ${JSON.stringify(row)}`);
  return `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Where a page comes from, so that nobody edits it by hand. */
export const generated = "<!-- Written by `npm run docs`, from the tables in provider/: change those. -->";
