// npm run quickstart [-- --live]: brings the program in examples/quickstart up and shows its outputs.
import { onStack, type Pulumi } from "./stack.mts";
import { runTask, StepError } from "./task.mjs";

const LIVE = "--live";

await runTask(async () => {
  const args = process.argv.slice(2);
  const live = args.includes(LIVE);
  if (args.some((arg) => arg !== LIVE)) throw new StepError(`Usage: npm run quickstart [-- ${LIVE}]`);
  return onStack(live, (pulumi) => bringUp(pulumi, live));
});

async function bringUp(pulumi: Pulumi, live: boolean): Promise<number> {
  const code = (await pulumi("up", "--yes")) || (await pulumi("stack", "output"));
  if (code === 0) console.log(nextSteps(live ? `${LIVE} ` : ""));
  return code;
}

function nextSteps(option: string): string {
  const steps = [
    ["preview", "what would change: edit examples/quickstart/index.ts first"],
    ["up", "make it so; without an edit nothing changes"],
    ["up --refresh", "read the resources again, for example to see how the scan is doing"],
    ["stack export", "the recorded state, with secrets encrypted"],
    ["destroy --yes", "cancel or stop the scan and switch the notifications off"],
  ];
  const lines = steps.map(([command, what]) => `  npm run pulumi -- ${option}${command}`.padEnd(44) + what);
  return ["", "What to try next:", ...lines].join("\n");
}
