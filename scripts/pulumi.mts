// npm run pulumi -- [--live] <command>: any Pulumi command on the quick start's stack.
import { onStack } from "./stack.mts";
import { runTask } from "./task.mjs";

const args = process.argv.slice(2);
const live = args[0] === "--live";

await runTask(() => onStack(live, (pulumi) => pulumi(...(live ? args.slice(1) : args))));
