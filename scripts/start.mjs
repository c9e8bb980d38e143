// node scripts/start.mjs <task> [...args]: takes a bare clone to a running task.
// Plain JavaScript for Node.js 20 or newer; the task itself runs on the Node.js 24 that npm installs.
import { build, installDependencies, node24, requireNode24, root } from "./prepare.mjs";
import { run } from "./run.mjs";
import { runTask, StepError } from "./task.mjs";

const OLDEST_NODE = 20;

const TASKS = new Map([
  ["quickstart", ["scripts/quickstart.mts"]],
  ["pulumi", ["scripts/pulumi.mts"]],
  ["emulator", ["dist/command/index.js", "emulator"]],
  ["test", ["scripts/test.mts"]],
  ["test:unit", ["node_modules/vitest/vitest.mjs", "run", "--project", "unit"]],
  ["sdks", ["scripts/sdks.mts"]],
  ["soak", ["scripts/soak.mts"]],
  ["bench", ["bench/index.mts"]],
]);

/** @param {string | undefined} name */
function commandOf(name) {
  const command = TASKS.get(name ?? "");
  if (!command) throw new StepError(`Usage: node scripts/start.mjs ${[...TASKS.keys()].join("|")} [...args]`);
  return command;
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
  const command = commandOf(task);
  await installDependencies();
  requireNode24();
  await build();
  const { code } = await run(node24, [...command, ...args], { cwd: root });
  return code;
}

await runTask(() => start(process.argv.slice(2)));
