import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { z } from "zod";

const run = promisify(execFile);

const noProxies = {
  HTTP_PROXY: undefined,
  HTTPS_PROXY: undefined,
  http_proxy: undefined,
  https_proxy: undefined,
};

const steps = z.record(z.string(), z.array(z.string()));

/** What a process has loaded of this package's dependencies, whenever its program calls `note`. */
async function listLoaded(
  program: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Record<string, readonly string[]>> {
  const preparation = `
    const noted = {};
    const note = (step) => {
      const has = (name) => Object.keys(require.cache).some((file) => file.includes("/" + name + "/"));
      noted[step] = ["undici", "zod"].filter(has);
    };
    process.once("exit", () => console.log(JSON.stringify(noted)));
  `;
  const { stdout } = await run(process.execPath, ["-e", preparation + program], {
    env: { ...process.env, ...noProxies, ...env },
  });
  return steps.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

/** What Pulumi's host does with the provider's text. */
const provider = `
  const { ScanJob } = require("pulumi-ncloud-security/runtime");
  const config = { get: (key) => ({ "ncloud-security:accessKey": "a", "ncloud-security:secretKey": "s",
    "ncloud-security:endpoint": "http://127.0.0.1:1", "ncloud-security:retry": '{"maxAttempts":1}' })[key] };
  const check = async () => {
    await ScanJob.configure({ config });
    return ScanJob.check({}, { startUrl: "https://shop.example.com/" });
  };
`;

it("a program that asks nothing loads neither undici nor zod", async () => {
  const program = `
    const security = require("pulumi-ncloud-security");
    note("start");
    security.wsc.getJobs({ limit: 0 }).catch(() => note("refused"));
  `;
  expect(await listLoaded(program)).toEqual({ start: [], refused: ["zod"] });
});

it("the provider process, which has zod in its one file, loads undici for the first call", async () => {
  const program = `${provider}
    check().then(({ inputs, failures }) => {
      note(failures.length === 0 ? "checked" : "failed");
      return ScanJob.create(inputs);
    }).catch(() => note("called"));
  `;
  expect(await listLoaded(program)).toEqual({ checked: [], called: ["undici"] });
});

it("a proxy that is no URL fails the check, before anything is sent", async () => {
  const program = `${provider} check().then(({ failures }) => note(failures.map(({ reason }) => reason).join()));`;
  const [problem] = Object.keys(await listLoaded(program, { HTTPS_PROXY: "no url" }));
  expect(problem).toContain("HTTPS_PROXY in the environment is not a URL");
});
