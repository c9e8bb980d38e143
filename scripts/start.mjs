// node scripts/start.mjs <task> [...args]: takes a bare clone to a running task.
// Plain JavaScript for Node.js 20 or newer; the task itself runs on the Node.js 24 that npm installs.
import { join } from "node:path";
import { build, installDependencies, node24, requireNode24, root } from "./prepare.mjs";
import { run } from "./run.mjs";
import { runTask, StepError } from "./task.mjs";

const OLDEST_NODE = 20;

const TASKS = new Map([
  ["quickstart", "scripts/quickstart.mts"],
  ["pulumi", "scripts/pulumi.mts"],
  ["emulator", "dist/emulator/cli.js"],
  ["test", "scripts/test.mts"],
  ["soak", "scripts/soak.mts"],
]);

/** @param {string | undefined} name */
function scriptOf(name) {
  const script = TASKS.get(name ?? "");
  if (!script) throw new StepError(`Usage: node scripts/start.mjs ${[...TASKS.keys()].join("|")} [...args]`);
  return join(root, script);
}

function requireRecentNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return;
  throw new StepError(
    `This needs Node.js ${OLDEST_NODE} or newer to start, found ${process.versions.node}: https://nodejs.org`,
  );
}

/** @param {readonly string[]} args */
async function start([task, ...args]) {
  requireRecentNode();
  const script = scriptOf(task);
  await installDependencies();
  requireNode24();
  await build();
  const { code } = await run(node24, [script, ...args], { cwd: root });
  return code;
}

await runTask(() => start(process.argv.slice(2)));
