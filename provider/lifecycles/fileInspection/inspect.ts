import { isNcloudError, ServiceError } from "../../gateway/errors";
import type { InputFileLogEntry } from "../../services/filesafer";
import { messageOf } from "../failure";
import type { Context } from "../lifecycle";
import { poll } from "../poll";
import { contentOf } from "./file";
import type { FileInspectionInputs } from "./inputs";
import { analysesOf, type Findings, findingsOf } from "./inspection";
import { newestOf, registrationOf, verdictOf } from "./verdict";

/** How long an upload that File Safer has taken may need to appear in its log. */
const appearance = 30_000;

/** Inputs after `check`, which has seen the file. */
export type Checked = FileInspectionInputs & { sha1: string };

/**
 * Has the content inspected, unless an inspection that was registered after `since` (epoch
 * milliseconds) is done or under way: one of an earlier run, or one whose answer was lost. Two
 * resources with one content take turns, so that the second finds the first one's upload.
 */
export function inspect(ctx: Context, inputs: Checked, since: number): Promise<void> {
  return inTurn(ctx.memory.uploads, inputs.sha1, async () => {
    const before = await analysesOf(ctx, inputs.sha1);
    if (isUsable(newestOf(before), since)) return;
    await upload(ctx, inputs, before);
  });
}

/** A failed or excluded analysis says nothing about the content, so it is not reused. */
function isUsable(analysis: InputFileLogEntry | undefined, since: number): boolean {
  if (analysis === undefined || registrationOf(analysis) <= since) return false;
  return ["clean", "malware", "pending"].includes(verdictOf(analysis));
}

async function upload(
  ctx: Context,
  { source, sha1, archivePassword }: Checked,
  before: InputFileLogEntry[],
): Promise<void> {
  const file = await contentOf(source, sha1);
  try {
    await ctx.client.filesafer.inputFile({ file, archivePassword });
  } catch (error) {
    if (!isNcloudError(error, "transport", "service") || error.details.sent === false) throw error;
    return appeared(ctx, sha1, before, error);
  }
  return appeared(ctx, sha1, before);
}

/** Waits for the log to show the upload. One whose answer was lost is looked up here, and not sent again. */
async function appeared(
  ctx: Context,
  sha1: string,
  before: InputFileLogEntry[],
  lost?: unknown,
): Promise<void> {
  const found = await poll(ctx, ctx.clock() + appearance, async () =>
    isNewer(await analysesOf(ctx, sha1), before) ? true : undefined,
  );
  if (found !== undefined) return;
  const cause =
    lost === undefined
      ? "File Safer took the file"
      : `what came of inputFile is not known (${messageOf(lost)})`;
  throw new ServiceError(`${cause}, but its log does not show the inspection`, {
    service: "filesafer",
    operation: "inputFile",
    hint: "Run `pulumi up` again: an inspection that has appeared by then is used",
  });
}

function isNewer(now: InputFileLogEntry[], before: InputFileLogEntry[]): boolean {
  const [newest, known] = [newestOf(now), newestOf(before)];
  if (newest === undefined || known === undefined) return newest !== undefined;
  const undated = registrationOf(newest) === 0;
  return undated ? now.length > before.length : registrationOf(newest) > registrationOf(known);
}

/** Waits for the verdict. Pending findings are answered when the deadline passes. */
export async function conclude(ctx: Context, sha1: string, deadline: number): Promise<Findings | undefined> {
  const last: { findings?: Findings } = {};
  await poll(ctx, deadline, async () => {
    last.findings = await findingsOf(ctx, sha1, await analysesOf(ctx, sha1));
    return last.findings === undefined || last.findings.verdict === "pending" ? undefined : true;
  });
  return last.findings;
}

async function inTurn<T>(
  turns: Map<string, Promise<unknown>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
  turns.set(key, turn);
  return turn;
}
