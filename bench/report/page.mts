import type { Result } from "../runner.mts";
import { renderTable } from "./table.mts";

const marked = /<!-- figures of (\w+), by `npm run bench` -->\n[\s\S]*?<!-- end -->/g;

/** docs/performance.md with the figures of these results written anew; those of other benchmarks stay. */
export function writeFigures(page: string, results: readonly Result[], environment: string): string {
  return page.replace(marked, (present: string, name: string) => {
    const wanted = results.filter(({ bench }) => bench.name === name);
    if (wanted.length === 0) return present;
    const table = renderTable(wanted);
    return `<!-- figures of ${name}, by \`npm run bench\` -->\n\n${environment}\n\n${table}\n\n<!-- end -->`;
  });
}
