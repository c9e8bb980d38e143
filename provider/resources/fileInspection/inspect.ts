import type { InputFileLogEntry } from "../../ncp/api/filesafer/schemas";
import { isNcloudError } from "../../ncp/errors";
import type { Context } from "../kit/lifecycle";
import { type PaidCall, waitUntilListed } from "../kit/paidCall";
import { pollUntil } from "../kit/poll";
import { contentOf } from "./file";
import type { FileInspectionInputs } from "./inputs";
import { type Content, type Findings, findAnalyses, readFindings } from "./inspection";
import { pickNewest, readRegistration, readVerdict } from "./verdict";

/** Inputs after `check`, which has seen the file. */
export type Checked = FileInspectionInputs & Required<Content>;

/**
 * Has the content inspected, unless an inspection that was registered after `since` (epoch
 * milliseconds) is done or under way: one of an earlier run, or one whose answer was lost. Answers
 * what is known of it before its verdict. Two resources with one content take turns, so that the
 * second finds the first one's upload.
 */
export function inspect(ctx: Context, inputs: Checked, since: number): Promise<Partial<Findings>> {
  return ctx.run.inTurn("filesafer", `content ${inputs.sha1}`, ctx, async () => {
    const before = await findAnalyses(ctx, inputs);
    const newest = pickNewest(before);
    const { registeredAt } = isUsable(newest, since) ? newest : await upload(ctx, inputs, before);
    return { inspectedAt: registeredAt };
  });
}

/** A failed or excluded analysis says nothing about the content, so it is not reused. */
function isUsable(analysis: InputFileLogEntry | undefined, since: number): analysis is InputFileLogEntry {
  if (analysis === undefined || readRegistration(analysis) <= since) return false;
  return ["clean", "malware", "pending"].includes(readVerdict(analysis));
}

async function upload(
  ctx: Context,
  inputs: Checked,
  before: InputFileLogEntry[],
): Promise<InputFileLogEntry> {
  const lost = await send(ctx, inputs);
  const sent: PaidCall = {
    call: {
      service: "filesafer",
      operation: "inputFile",
      hint: "Run `pulumi up` again: an inspection that has appeared by then is used",
    },
    lost,
    accepted: "File Safer took the file",
    missing: "its log does not show the inspection",
  };
  return waitUntilListed(ctx, sent, async () => findAddedSince(before, await findAnalyses(ctx, inputs)));
}

/** Answers the error that leaves open whether File Safer took the file. A refusal is thrown. */
async function send(ctx: Context, inputs: Checked): Promise<Error | undefined> {
  const { archivePassword } = inputs;
  const file = await contentOf(ctx, inputs);
  try {
    ctx.signal?.throwIfAborted();
    await ctx.client.filesafer.inputFile({ file, archivePassword });
    return undefined;
  } catch (error) {
    if (isNcloudError(error, "transport", "service") && error.details.sent !== false) return error;
    throw error;
  }
}

/** The newest analysis, if the log has more of its date than before: several may share a date, or have none. */
function findAddedSince(
  before: InputFileLogEntry[],
  now: InputFileLogEntry[],
): InputFileLogEntry | undefined {
  const newest = pickNewest(now);
  if (newest === undefined) return undefined;
  const date = readRegistration(newest);
  const ofItsDate = (entry: InputFileLogEntry) => readRegistration(entry) === date;
  const isForgetful = before.some((entry) => readRegistration(entry) > date);
  return !isForgetful && now.filter(ofItsDate).length > before.filter(ofItsDate).length ? newest : undefined;
}

/** Waits for the verdict. Pending findings are answered when the deadline passes. */
export async function conclude(
  ctx: Context,
  content: Content,
  deadline: number,
): Promise<Findings | undefined> {
  const last: { findings?: Findings } = {};
  await pollUntil(ctx, deadline, async () => {
    last.findings = await readFindings(ctx, content.sha1, await findAnalyses(ctx, content));
    return last.findings === undefined || last.findings.verdict === "pending" ? undefined : true;
  });
  return last.findings;
}
