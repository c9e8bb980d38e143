// node scripts/backends/serve.mts <backend>: prints what leads the engine to it, and serves until its input ends.
// So nothing is left when the caller dies.
import { once } from "node:events";
import { runTask } from "../task.mjs";
import { startBackend } from "./index.mts";

await runTask(async () => {
  const { env, stop } = await startBackend(process.argv[2] ?? "");
  console.log(JSON.stringify(env));
  await once(process.stdin.resume(), "close");
  await stop();
  return 0;
});
