import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "../../../emulator";
import type { Backend } from "../../support/backend";
import { Project } from "../../support/project";

export interface Revision {
  readonly project: string;
  readonly stack: string;
  readonly waitFor?: "submitted" | "started";
}

export const urlOf = ({ project, stack }: Revision) => `https://${stack}.${project}.example.com/`;

const programOf = (revision: Revision) => `
const security = require("pulumi-ncloud-security");
exports.job = new security.wsc.ScanJob("site", {
  startUrl: ${JSON.stringify(urlOf(revision))},
  waitFor: ${JSON.stringify(revision.waitFor ?? "submitted")},
}).instanceNo;
`;

/** What a runner works in: a folder, a Pulumi home and processes of its own. Shared are the backend and the account. */
export async function checkOut(emulator: Emulator, backend: Backend, revision: Revision): Promise<Project> {
  const project = await Project.open(emulator, { stack: revision.stack, env: backend.env });
  const write = (file: string, text: string) => writeFile(join(project.folder, file), text);
  await write("Pulumi.yaml", `name: ${revision.project}\nruntime: nodejs\n`);
  await write("package.json", `{ "name": "${revision.project}", "main": "index.js" }\n`);
  await write("index.js", programOf(revision));
  return project;
}

/** Makes the stack in one checkout, and commits its settings for the others. */
export async function initStack(project: Project, others: readonly Project[] = []): Promise<void> {
  await project.succeed("stack", "init");
  const settings = `Pulumi.${project.stack}.yaml`;
  for (const { folder } of others) await copyFile(join(project.folder, settings), join(folder, settings));
}

/** What the backend holds of a stack. */
export interface StoredStack {
  /** What the engine has recorded as begun and not ended. */
  readonly pending: readonly unknown[];
  readonly scans: readonly { readonly id: string }[];
}

export async function storedStack(project: Project): Promise<StoredStack> {
  const { deployment } = JSON.parse(await project.succeed("stack", "export"));
  const { pending_operations: pending = [], resources = [] } = deployment;
  const scans = resources.filter(({ type }: { type: string }) => type.endsWith(":ScanJob"));
  return { pending, scans };
}
