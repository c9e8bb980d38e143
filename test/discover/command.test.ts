import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import manifest from "../../package.json";
import { completed, marker, openAccount } from "./support";

const run = promisify(execFile);
const script = resolve(manifest.bin["pulumi-ncloud-security"]);

/** What a command came to. */
interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe("the command discover", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ncloud-security-discover-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs it with no other settings than these. */
  const discover = async (env: NodeJS.ProcessEnv, ...args: string[]): Promise<Outcome> => {
    const options = { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, ...env } };
    try {
      return { code: 0, ...(await run(process.execPath, [script, "discover", ...args], options)) };
    } catch (error) {
      return error as Outcome;
    }
  };
  /** An account with a scan of the console and one of a stack, and what leads to it. */
  const open = async () => {
    const emulator = await openAccount();
    emulator.seed({
      jobs: [
        { startUrl: "https://shop.example.com/", statusCode: completed },
        { startUrl: "https://bank.example.com/", statusCode: completed, memo: `${marker} hidden` },
      ],
    });
    const env = {
      NCLOUD_ACCESS_KEY_ID: emulator.credentials.accessKey,
      NCLOUD_SECRET_ACCESS_KEY: emulator.credentials.secretKey,
      NCLOUD_SECURITY_ENDPOINT: emulator.url,
    };
    return { emulator, env };
  };

  it("prints the program, and beside it what is left out", async () => {
    const { env } = await open();
    const { code, stdout, stderr } = await discover(env);
    expect([code, stderr]).toEqual([
      0,
      "left out: bank.example.com:443: a Pulumi stack has it already, and made scan job 1234567002\n",
    ]);
    expect(stdout).toMatch(/^import \* as security from "pulumi-ncloud-security";\n/);
    expect(stdout).toContain("adopt: 1234567001");
    expect(stdout).not.toContain("hidden");
  });

  it("takes the keys from the configure file, as the provider does", async () => {
    const { env } = await open();
    const { NCLOUD_SECURITY_ENDPOINT, NCLOUD_ACCESS_KEY_ID, NCLOUD_SECRET_ACCESS_KEY } = env;
    const keys = `ncloud_access_key_id = ${NCLOUD_ACCESS_KEY_ID}\nncloud_secret_access_key = ${NCLOUD_SECRET_ACCESS_KEY}\n`;
    await mkdir(join(folder, ".ncloud"));
    await writeFile(join(folder, ".ncloud/configure"), keys);
    expect(await discover({ NCLOUD_SECURITY_ENDPOINT })).toMatchObject({ code: 0 });
  });

  it("writes program and import file into a folder, and never over what is there", async () => {
    const { emulator, env } = await open();
    expect(await discover(env, "--out", "new/shop")).toMatchObject({ code: 0, stdout: "" });
    expect(await readdir(join(folder, "new/shop"))).toEqual(["import.json", "index.ts"]);
    expect(await readFile(join(folder, "new/shop/index.ts"), "utf8")).toBe((await discover(env)).stdout);

    emulator.clearRequests();
    await rm(join(folder, "new/shop/index.ts"));
    expect(await discover(env, "--out", "new/shop")).toEqual(
      expect.objectContaining({
        code: 1,
        stdout: "",
        stderr: `pulumi-ncloud-security discover: ${join("new/shop", "import.json")} is there already: move it away, or give --out another folder\n`,
      }),
    );
    expect(await readdir(join(folder, "new/shop"))).toEqual(["import.json"]);
    expect(emulator.requests()).toEqual([]);
  });

  it("tells in one line what is wrong", async () => {
    const { emulator, env } = await open();
    const complain = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
      const { code, stdout, stderr } = await discover(env, ...args);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^pulumi-ncloud-security discover: .*\n$/);
      return stderr;
    };
    expect(await complain({})).toContain("NCLOUD_ACCESS_KEY_ID");
    expect(await complain({ ...env, NCLOUD_SECRET_ACCESS_KEY: "wrong" })).toContain("Authentication");
    expect(await complain(env, "--to", "shop")).toContain("known are --out, --help");
    expect(await complain(env, "--out", "")).toContain("--out must be a folder");
    expect(await complain(env, "shop")).toContain("shop");
    emulator.faults({ operation: "getJobs", effect: { status: 200, body: "{}" } });
    expect(await complain(env)).toContain("wsc getJobs: the answer is not what the documents describe");
  });

  it("says so where there is nothing", async () => {
    const { emulator, env } = await open();
    emulator.faults({ service: "filesafer", effect: { status: 401, code: 210 } });
    emulator.faults({
      operation: "getJobs",
      effect: { status: 200, body: '{"total_cnt":0,"record_data":[]}' },
    });
    const { code, stdout, stderr } = await discover(env);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /\npulumi-ncloud-security discover: there is nothing that a program could have\n$/,
    );
  });
});
