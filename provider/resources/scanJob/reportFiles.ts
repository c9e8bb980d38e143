import { randomUUID } from "node:crypto";
import { lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type RenderReportOptions, renderPage, sarifLog } from "../../../report";
import { addDates } from "../../ncp/api/wsc/datedReport";
import type { Report } from "../../ncp/api/wsc/schemas";
import { readMessage } from "../kit/failure";
import type { Context } from "../kit/lifecycle";
import { showArgument } from "../kit/secretArguments";
import { type ReportFiles, reportForms, type ScanJobInputs } from "./inputs";
import type { JobFacts } from "./outputs";
import type { ReportAnswer } from "./report";

/** What became of the files that a program asks for. */
export interface FilesOutcome {
  /** Their paths as they may be shown. */
  readonly written: readonly string[];
  readonly problems: readonly string[];
}

type Form = (typeof reportForms)[number];

const texts: Readonly<Record<Form, (report: Report, options: RenderReportOptions) => string>> = {
  html: (report, options) => renderPage(addDates(report), options),
  sarif: (report, options) => formatJson(sarifLog(addDates(report), options)),
  json: formatJson,
};

/** Login_Info may hold the session that the scanner was signed in with, wherever a report has it. */
function dropLogin(report: Report): Report {
  return JSON.parse(JSON.stringify(report, (key, value) => (key === "Login_Info" ? undefined : value)));
}

function formatJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * Removes the files of an earlier run, so that none is taken for a report of this one. What cannot be
 * removed is only told: nothing may come between a run and a scan that is paid for.
 */
export async function clearReportFiles(ctx: Context, inputs: ScanJobInputs): Promise<void> {
  for (const [form, path] of listFiles(inputs.reportFiles)) {
    try {
      if (await isFile(path)) await rm(path, { force: true });
    } catch (error) {
      ctx.log(
        `reportFiles.${form}: ${showPath(ctx, path)} of an earlier run cannot be removed: ${explainError(error)}`,
      );
    }
  }
}

/** Writes what can be written. The answer is undefined where NCP has no report yet. */
export async function writeReportFiles(
  ctx: Context,
  inputs: ScanJobInputs,
  { instanceNo }: JobFacts,
  answer: ReportAnswer | undefined,
): Promise<FilesOutcome> {
  const { reportFiles } = inputs;
  const files = listFiles(reportFiles);
  if (files.length === 0) return { written: [], problems: [] };
  if (answer === undefined) return { written: [], problems: [describeNotYet(instanceNo)] };
  if (answer.report === undefined) {
    ctx.log(`reportFiles: the report of scan job ${instanceNo} has expired at NCP, and no file is written`);
    return { written: [], problems: [] };
  }
  const options = { instanceNo, category: reportFiles?.category, generatedAt: new Date(ctx.clock()) };
  const written: string[] = [];
  const problems: string[] = [];
  for (const [form, path] of files) {
    try {
      await writeWhole(path, texts[form](dropLogin(answer.report), options));
      written.push(showPath(ctx, path));
    } catch (error) {
      problems.push(describeNotWritten(form, showPath(ctx, path), error));
    }
  }
  return { written, problems };
}

function listFiles(files: ReportFiles = {}): [Form, string][] {
  return reportForms.flatMap((form) => (files[form] === undefined ? [] : [[form, files[form]]]));
}

function showPath(ctx: Context, path: string): string {
  return showArgument(ctx, "reportFiles", path);
}

/** False where there is nothing; a device, a folder or a link is not ours to remove or to replace. */
async function isFile(path: string): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (found === undefined || found.isFile()) return found !== undefined;
  throw new Error("it is no regular file");
}

/** A reader finds the whole file or none: it is written beside its place, and then moved there. */
async function writeWhole(path: string, text: string): Promise<void> {
  await isFile(path);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}.tmp`);
  try {
    await writeFile(draft, text, { flag: "wx" });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function describeNotYet(instanceNo: number): string {
  return `reportFiles: NCP has no report of scan job ${instanceNo} yet; the next \`pulumi up\` asks for it again`;
}

function describeNotWritten(form: Form, path: string, error: unknown): string {
  return (
    `reportFiles.${form}: ${path} cannot be written: ${explainError(error)}; the scan is recorded, ` +
    "and the next `pulumi up` writes the file without another one"
  );
}

/** Node's own messages hold the path. */
function explainError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return code === undefined ? readMessage(error) : (reasons[code] ?? code);
}

const blocked = "a part of its path is a file, not a folder";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not",
  EPERM: "this user may not",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EEXIST: blocked,
  ENOTDIR: blocked,
};
