import { resolve } from "node:path";
import { isHash } from "../../ncp/api/filesafer/schemas";
import { NotFoundError } from "../../ncp/errors";
import { bindToAccount } from "../kit/account";
import { checkInputs, hasUnknown } from "../kit/check";
import { type Comparisons, compare, compareArguments } from "../kit/compare";
import { computeDeadline } from "../kit/duration";
import { PartialFailure, readMessage } from "../kit/failure";
import { type Imported, markImported, recordArguments } from "../kit/imported";
import type { CheckResult, Context, Lifecycle, Properties } from "../kit/lifecycle";
import { inputsOf } from "../kit/recorded";
import { showArgument } from "../kit/secretArguments";
import { definition } from "./definition";
import { computeFingerprint, FileProblem } from "./file";
import { type FileInspectionInputs, fileInspectionInputs } from "./inputs";
import { type Checked, conclude, inspect } from "./inspect";
import { type Findings, findAnalyses, readFindings } from "./inspection";

export type FileInspectionOutputs = FileInspectionInputs & Partial<Findings> & Imported;

/** What a change of each property means. The content is compared, not its path. */
const comparisons: Comparisons<FileInspectionInputs> = {
  sha1: { replace: true },
  sha256: { replace: true },
  ...compareArguments<FileInspectionInputs>(definition),
};

/** An inspection of one file's content by File Safer. Its id is the content's SHA-1. */
export const fileInspection: Lifecycle<FileInspectionInputs, FileInspectionOutputs> = bindToAccount({
  name: "FileInspection",
  definition,
  inputs: fileInspectionInputs,

  async check(ctx, olds, news) {
    const { sha1: _sha1, md5: _md5, sha256: _sha256, fileSize: _fileSize, ...given } = news;
    const { inputs, failures } = checkInputs(ctx, fileInspection, given);
    if (isPlaceholder(olds) && news.source === olds.source)
      return { inputs: { ...inputs, sha1: olds.sha1 }, failures };
    return addFile(ctx, { inputs, failures }, isSourceIgnored(inputs, olds, news) ? olds : {});
  },

  async diff(ctx, _id, olds, news) {
    // Of a file that is not known yet, the content is not known either.
    const compared = hasUnknown(ctx, news.source) ? { ...news, sha1: olds.sha1, sha256: olds.sha256 } : news;
    const changes = compare(ctx, comparisons, olds, compared);
    if (olds.imported === true) return { changes: recordArguments(changes, ["sha1"]) };
    if (changes.length > 0 || isAllowed(news, olds)) return { changes };
    return { changes: [{ path: "verdict", kind: "update" }] };
  },

  async create(ctx, news) {
    const inputs = requireCheckedFile(news);
    const deadline = computeDeadline(ctx, "create", news.timeouts, definition.timeouts);
    const known = await inspect(ctx, inputs, anyTime);
    return { id: inputs.sha1, outputs: await waitForVerdict(ctx, inputs, known, deadline) };
  },

  async update(ctx, _id, olds, news) {
    // Nothing is judged of a file that nobody has named yet.
    if (olds.imported === true && isPlaceholder({ ...news })) {
      const { imported: _, ...recorded } = olds;
      return { outputs: { ...recorded, ...news } };
    }
    const inputs = requireCheckedFile(news);
    const deadline = computeDeadline(ctx, "update", news.timeouts, definition.timeouts);
    const anew =
      olds.imported !== true &&
      compare<FileInspectionInputs>(ctx, { triggers: comparisons.triggers }, olds, news).length > 0;
    const known = anew ? await inspect(ctx, inputs, readMoment(olds.inspectedAt)) : olds;
    return { outputs: await waitForVerdict(ctx, inputs, known, deadline) };
  },

  async read(ctx, id, { outputs }) {
    const sha1 = parseSha1(id);
    const found = await readFindings(ctx, sha1, await findAnalyses(ctx, { sha1, sha256: outputs.sha256 }));
    // A log that no longer shows a finished analysis does not undo it; one that was pending is gone.
    const isConcluded = outputs.verdict !== undefined && outputs.verdict !== "pending";
    if (found === undefined && !isConcluded) return null;
    const inputs = inputsOf(fileInspectionInputs, outputs, { source: sha1, sha1 });
    // The date stays: an upload that no state tells of still answers the triggers that it was sent for.
    const inspectedAt = outputs.inspectedAt ?? found?.inspectedAt;
    const marked = markImported(outputs);
    return { id, inputs, outputs: { ...outputs, ...inputs, ...found, inspectedAt, ...marked } };
  },

  async delete() {
    // NCP keeps its log of inspections; nothing of it can be deleted.
  },
});

/** An import knows no file: the hash stands in its place until the program names one. */
function isPlaceholder({ source, sha1, sha256 }: Properties): boolean {
  return source !== undefined && source === sha1 && sha256 === undefined;
}

/**
 * Said by the SDK, and with `ignoreChanges: ["*"]` by the fingerprint, which only the engine can give back. Either
 * way the path is the recorded one, or somebody has taken the option back again.
 */
function isSourceIgnored(inputs: Properties, olds: Properties, news: Properties): boolean {
  const isSaid = inputs.ignoresSource === true || (news.sha256 !== undefined && news.sha256 === olds.sha256);
  return isSaid && news.source === olds.source;
}

/** With the fingerprint of the file. One that is gone is what is recorded of it, where that stays in force. */
async function addFile(
  ctx: Context,
  { inputs, failures }: CheckResult,
  { sha1, md5, sha256, fileSize }: Properties,
): Promise<CheckResult> {
  const { source } = inputs;
  if (
    typeof source !== "string" ||
    hasUnknown(ctx, source) ||
    failures.some((each) => each.property === "source")
  ) {
    return { inputs, failures };
  }
  try {
    return { inputs: { ...inputs, ...(await computeFingerprint(source)) }, failures };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.isMissing && sha1 !== undefined && sha256 !== undefined)
      return { inputs: { ...inputs, sha1, md5, sha256, fileSize }, failures };
    // The engine prints the value of the property that a failure names.
    const isSecret = ctx.secretArguments.has("source");
    const failure = isSecret
      ? { property: "", reason: `source: ${error.message}` }
      : { property: "source", reason: `${error.message} (looked for at ${resolve(source)})` };
    return { inputs, failures: [...failures, failure] };
  }
}

/** Before every registration. */
const anyTime = -1;

/**
 * After every registration where the recorded one is not known, because the log has no dates or an
 * older release did not record it. No inspection can then be told from the recorded one, so new
 * triggers always upload: rather once too often, after a lost upload, than never.
 */
function readMoment(inspectedAt: string | undefined): number {
  return inspectedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(inspectedAt);
}

function requireCheckedFile(inputs: FileInspectionInputs): Checked {
  const { sha1, sha256 } = inputs;
  if (sha1 === undefined || sha256 === undefined)
    throw new FileProblem("source: an import knows only the hash of the content; name the file");
  return { ...inputs, sha1, sha256 };
}

function isAllowed({ allow }: Pick<FileInspectionInputs, "allow">, { verdict }: Partial<Findings>): boolean {
  return verdict === "clean" || (allow === "any" && verdict !== undefined && verdict !== "pending");
}

/** Waits for the verdict where there is none yet, and fails with all that is known where it is not allowed. */
async function waitForVerdict(
  ctx: Context,
  inputs: Checked,
  known: Partial<Findings>,
  deadline: number,
): Promise<FileInspectionOutputs> {
  const { sha1 } = inputs;
  let outputs: FileInspectionOutputs = { ...pickFindings(known), ...inputs };
  try {
    if (outputs.verdict === "pending") outputs = { ...outputs, ...(await conclude(ctx, inputs, deadline)) };
  } catch (error) {
    throw new PartialFailure(sha1, outputs, [readMessage(error)], { cause: error });
  }
  if (isAllowed(inputs, outputs)) return outputs;
  throw new PartialFailure(sha1, outputs, [describeRefusal(ctx, inputs, outputs)]);
}

function describeRefusal(
  ctx: Context,
  { source, sha1 }: Checked,
  { verdict, entries = [], statusCode, resultCode }: Partial<Findings>,
): string {
  const shownSource = showArgument(ctx, "source", source);
  if (verdict === "pending") {
    return `${shownSource}: File Safer has no verdict yet; the next \`pulumi up\` goes on waiting, timeouts.create and timeouts.update set how long`;
  }
  const inside = entries
    .filter((entry) => entry.verdict !== "clean")
    .map((entry) => `${entry.verdict} ${entry.sha1}`);
  const advice =
    verdict === "malware" ? 'allow: "any" would let it pass' : "change triggers to have it inspected again";
  const where = inside.length === 0 ? "" : `; inside it: ${inside.join(", ")}`;
  return `${shownSource} (SHA-1 ${sha1}) is ${verdict} by File Safer (${statusCode ?? "no status that can be read"}, ${resultCode ?? "no result"})${where}; ${advice}`;
}

function pickFindings({
  verdict = "pending",
  statusCode,
  resultCode,
  entries,
  entryCount,
  inspectedAt,
}: Partial<Findings>): Partial<Findings> {
  return { verdict, statusCode, resultCode, entries, entryCount, inspectedAt };
}

function parseSha1(id: string): string {
  if (isHash(id, "sha1")) return id.toLowerCase();
  throw new NotFoundError(`filesafer:FileInspection has no id "${id}"`, {
    hint: "The id is the SHA-1 of a content",
  });
}
