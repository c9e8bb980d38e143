import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const name = "pulumi-ncloud-security";

/** Pulumi leaves out of these declarations what they then export. */
const unsound = /node_modules\/@pulumi\/policy\/index\.d\.ts/;

/**
 * The package as `npm pack` makes it, in a project whose only other packages are those that each Pulumi
 * program has: what its declarations need beside them is not there.
 */
export class Installed {
  private constructor(
    readonly folder: string,
    /** What is in the package, as paths. */
    readonly files: readonly string[],
  ) {}

  static async open(): Promise<Installed> {
    const folder = await mkdtemp(join(tmpdir(), "ncloud-security-package-"));
    const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
    const [{ filename, files }] = JSON.parse(stdout);
    const modules = join(folder, "node_modules");
    await mkdir(join(modules, name), { recursive: true });
    await run("tar", ["-xzf", join(folder, filename), "-C", join(modules, name), "--strip-components=1"]);
    for (const other of ["@pulumi", "@types"])
      await symlink(resolve("node_modules", other), join(modules, other));
    return new Installed(
      folder,
      files.map(({ path }: { path: string }) => path),
    );
  }

  /** Type-checks the project. Answers what the compiler said, and the files of the package that it read. */
  async typeCheck(typescript: string, compilerOptions: object, files: Record<string, string>) {
    for (const [file, text] of Object.entries(files)) await writeFile(join(this.folder, file), text);
    const config = { compilerOptions: { noEmit: true, ...compilerOptions }, files: Object.keys(files) };
    await writeFile(join(this.folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = resolve("node_modules", typescript, "bin/tsc");
    const said = await run(process.execPath, [tsc, "--pretty", "false", "--listFiles"], {
      cwd: this.folder,
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { stdout: string }) => error);
    const lines = said.stdout.split("\n").filter((line) => line !== "");
    const inPackage = `node_modules/${name}/`;
    return {
      problems: lines.filter((line) => /: error TS|^error TS/.test(line) && !unsound.test(line)),
      read: lines.flatMap((line) => (line.includes(inPackage) ? [line.split(inPackage)[1] ?? ""] : [])),
    };
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
