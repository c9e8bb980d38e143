// npm run bench [-- --size 1,100,1000 --rounds 3 --only NAME,... --profile FOLDER --write]: what is measured.
import { runTask, say } from "../scripts/task.mjs";
import { families } from "./families.mts";
import { parseOptions } from "./options.mts";
import { describeEnvironment } from "./report/environment.mts";
import { renderTable } from "./report/table.mts";
import { type Result, runBench } from "./runner.mts";

await runTask(async () => {
  const { wanted, ...options } = parseOptions(process.argv.slice(2));
  const results: Result[] = [];
  for (const bench of wanted.flatMap((name) => families[name](options)))
    results.push(await runBench(bench, options.rounds, say));
  console.log(`${await describeEnvironment()}\n\n${renderTable(results)}`);
  return 0;
});
