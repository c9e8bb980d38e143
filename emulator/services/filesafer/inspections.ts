import { z } from "zod";
import type { Context } from "../../account/context";
import { formatMoment } from "../dates";
import { computeDigests } from "./digests";
import { detectFileType } from "./filetypes";
import { addMalware } from "./malware";
import { notificationType } from "./notifications";
import { success } from "./reply";

/** IPRG analyzing, CMPL completed, ERR error, EXCN excluded. */
export const analysisStatus = z.enum(["IPRG", "CMPL", "ERR", "EXCN"]);

/** M malware, N clean, E detection error. */
export const verdict = z.enum(["M", "N", "E"]);

export type Verdict = z.infer<typeof verdict>;

const inspectionRow = z.object({
  id: z.int(),
  parentSha1: z.string().nullable(),
  sha1: z.string(),
  md5: z.string(),
  sha256: z.string(),
  fileType: z.string(),
  fileSize: z.int(),
  verdict,
  status: analysisStatus,
  registeredAt: z.int(),
  notifiedAt: z.int().nullable(),
});

export type Inspection = z.output<typeof inspectionRow>;

/** Registers a file for analysis; what it will find is known from the start, and told at the end. */
export function register(
  ctx: Context,
  bytes: Buffer,
  found: Verdict,
  parentSha1: string | null = null,
): void {
  const { sha1, md5, sha256 } = computeDigests(bytes);
  ctx.database.run(
    `INSERT INTO inspections
       (parentSha1, sha1, md5, sha256, fileType, fileSize, verdict, status, registeredAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'IPRG', ?)`,
    parentSha1,
    sha1,
    md5,
    sha256,
    detectFileType(bytes),
    bytes.length,
    found,
    ctx.clock.now(),
  );
}

/** Completes what the pace has left enough time for; a whole analysis takes as long as one stage. */
export function settleInspections(ctx: Context): void {
  const { pace } = ctx.settings;
  if (pace === "manual") return;
  ctx.database.transaction(() => {
    const now = ctx.clock.now();
    // The others, ten thousand of a large archive, stay where they are.
    const sql = "SELECT * FROM inspections WHERE status = 'IPRG' AND registeredAt <= ?";
    const latest = pace === "instant" ? Number.MAX_SAFE_INTEGER : now - pace * 1000;
    for (const inspection of ctx.database.all(inspectionRow, sql, latest)) {
      const end = pace === "instant" ? now : inspection.registeredAt + pace * 1000;
      conclude(ctx, inspection, "CMPL", inspection.verdict, end);
    }
  });
}

/** Ends an analysis: a notice goes out if it is set, and Hash Filter learns of malware. */
export function conclude(
  ctx: Context,
  inspection: Inspection,
  status: z.infer<typeof analysisStatus>,
  found: Verdict,
  at: number,
): void {
  const notified = status === "IPRG" ? null : findNoticeTime(ctx, found, at);
  const sql = "UPDATE inspections SET status = ?, verdict = ?, notifiedAt = ? WHERE id = ?";
  ctx.database.run(sql, status, found, notified, inspection.id);
  if (status !== "CMPL" || found !== "M") return;
  addMalware(ctx, inspection.sha1);
  addMalware(ctx, inspection.md5);
}

const noticesOf: Record<ReturnType<typeof notificationType>, readonly Verdict[]> = {
  OFF: [],
  MAL: ["M"],
  MAE: ["M", "E"],
  ERR: ["E"],
  ALL: ["M", "E", "N"],
};

function findNoticeTime(ctx: Context, found: Verdict, at: number): number | null {
  return noticesOf[notificationType(ctx, "filefilter")].includes(found) ? at : null;
}

export function findInspections(ctx: Context, hashType: "sha1" | "md5", hash: string): Inspection[] {
  const sql = `SELECT * FROM inspections WHERE ${hashType} = ? ORDER BY id`;
  return ctx.database.all(inspectionRow, sql, hash.toLowerCase());
}

export function findInspectionsInside(
  ctx: Context,
  parentSha1: string,
  from: number,
  to: number,
): Inspection[] {
  const sql = "SELECT * FROM inspections WHERE parentSha1 = ? AND registeredAt BETWEEN ? AND ? ORDER BY id";
  return ctx.database.all(inspectionRow, sql, parentSha1.toLowerCase(), from, to);
}

/** The answer of both log calls. */
export function logReply(ctx: Context, inspections: readonly Inspection[]): object {
  return { ...success, inputFileLogList: inspections.map((each) => logEntry(ctx, each)) };
}

function logEntry({ settings }: Context, inspection: Inspection): object {
  const { status, verdict: found, notifiedAt } = inspection;
  return {
    fileType: inspection.fileType,
    fileSize: inspection.fileSize,
    parentSha1: inspection.parentSha1,
    md5: inspection.md5,
    sha1: inspection.sha1,
    sha256: inspection.sha256,
    analysisStatusCode: status,
    analysisResultCode: resultCode(status, found),
    notifyYmdt: notifiedAt === null ? null : formatMoment(notifiedAt, settings),
    registrationYmdt: formatMoment(inspection.registeredAt, settings),
  };
}

/** Null while the analysis runs, and for a file that was left out (both inferred). */
function resultCode(status: Inspection["status"], found: Verdict): Verdict | null {
  if (status === "CMPL") return found;
  return status === "ERR" ? "E" : null;
}
