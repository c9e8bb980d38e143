import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { z } from "zod";

const run = promisify(execFile);

/** Packages of ours that a program has loaded, before and after its first query. */
async function loaded(): Promise<{ atStart: string[]; afterQuery: string[] }> {
  const program = `
    const loaded = () => ["undici", "zod"].filter((name) =>
      Object.keys(require.cache).some((file) => file.includes("/node_modules/" + name + "/")));
    const security = require("pulumi-ncloud-security");
    const atStart = loaded();
    security.wsc.getJobs({ page: 0 }).catch(() => console.log(JSON.stringify({ atStart, afterQuery: loaded() })));
  `;
  const { stdout } = await run(process.execPath, ["-e", program]);
  const names = z.array(z.string());
  return z.object({ atStart: names, afterQuery: names }).parse(JSON.parse(stdout));
}

it("a program that asks nothing loads neither undici nor zod", async () => {
  expect(await loaded()).toEqual({ atStart: [], afterQuery: ["undici", "zod"] });
});
