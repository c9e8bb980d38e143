import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator";
import { bin, version } from "../../../package.json";
import { Installed } from "../../package/installed";
import { describeProject, Project } from "../../support/project";

const name = "pulumi-resource-ncloud-security";

const program = `
const security = require("pulumi-ncloud-security");
new security.filesafer.NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" });
`;

describe("the plugin of the packed package", () => {
  let packed: Installed;
  let emulator: Emulator;
  let project: Project;
  beforeAll(async () => {
    packed = await Installed.open();
  });
  beforeEach(async () => {
    emulator = await startEmulator();
    project = await Project.open(emulator);
    await write("package.json", '{ "name": "installed", "main": "index.js" }\n');
    await write("index.js", program);
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });
  afterAll(() => packed.close());

  const write = (file: string, text: string) => writeFile(join(project.folder, file), text);
  const inPackage = (path: string) => join(packed.folder, "node_modules/pulumi-ncloud-security", path);

  const live = async () => {
    await project.succeed("stack", "init");
    expect(await project.succeed("up", "--yes")).toContain("2 created");
    await project.succeed("preview", "--expect-no-changes");
    const { deployment } = JSON.parse(await project.succeed("stack", "export"));
    const types: string[] = deployment.resources.map(({ type }: { type: string }) => type);
    expect(types).toContain("ncloud-security:filesafer:NotificationConfig");
    await project.succeed("destroy", "--yes");
  };

  it("works where npm links it, by the lines of the documentation", async () => {
    await mkdir(join(project.folder, "bin"));
    await symlink(inPackage(bin[name]), join(project.folder, "bin", name));
    const plugins = { providers: [{ name: "ncloud-security", path: "bin" }] };
    await write("Pulumi.yaml", describeProject("installed", "plugin", { plugins }));
    await live();
  });

  it("works when it is installed from its folder, and no project names it", async () => {
    await write("Pulumi.yaml", describeProject("installed", "plugin", {}));
    const install = ["resource", "ncloud-security", version, "--file", inPackage("dist/plugin")];
    await project.run("plugin", "install", ...install);
    await live();
  });

  it("comes with the licenses of all that is in it, and with no compiled part of itself", async () => {
    const files = packed.files.filter((file) => file.startsWith("dist/plugin/"));
    expect(files.map((file) => file.slice("dist/plugin/".length)).sort()).toEqual([
      "LICENSE",
      "NOTICE",
      "package.json",
      name,
    ]);
    const compiled = packed.files.filter((file) => file.startsWith("dist/provider/shells/plugin/"));
    expect(compiled.sort()).toEqual([
      "dist/provider/shells/plugin/owner.js",
      "dist/provider/shells/plugin/tokens.js",
    ]);
  });
});
