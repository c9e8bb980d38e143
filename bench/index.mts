// npm run bench [-- --size 1,100,1000 --rounds 3 --only NAME,... --profile FOLDER --write]: what is measured.
import { join } from "node:path";
import { installDependencies, root } from "../scripts/prepare.mjs";
import { runTask, say } from "../scripts/task.mjs";
import { families } from "./families.mts";
import { parseOptions } from "./options.mts";
import { describeEnvironment } from "./report/environment.mts";
import { renderTable } from "./report/table.mts";
import { writeDocs } from "./report/write.mts";
import { type Result, runBench } from "./runner.mts";

await runTask(async () => {
  const { wanted, write, ...options } = parseOptions(process.argv.slice(2));
  await installDependencies(join(root, "bench"));
  const results: Result[] = [];
  for (const bench of wanted.flatMap((name) => families[name](options)))
    results.push(await runBench(bench, options.rounds, say));
  const environment = await describeEnvironment();
  console.log(`${environment}\n\n${renderTable(results)}`);
  if (write) await writeDocs(results, options.sizes, environment);
  return 0;
});
