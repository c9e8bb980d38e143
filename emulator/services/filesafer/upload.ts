import { fileSaferCode } from "../../../provider/ncp/api/filesafer/codes";
import type { Context } from "../../account/context";
import { ServiceRefusal } from "../../refusals";
import { type ArchiveEntry, isZip, readZip } from "./archive";
import { computeDigests } from "./digests";
import { register } from "./inspections";
import { hasMalware } from "./malware";
import { success } from "./reply";

interface Upload {
  readonly file: Blob;
  readonly archivePassword?: string;
}

/** Registers a file and, of a zip archive, the files inside. An archive is as bad as its worst file. */
export async function inputFile(ctx: Context, { file, archivePassword }: Upload): Promise<object> {
  if (file.size === 0) throw new ServiceRefusal(fileSaferCode.missingParameter);
  const bytes = Buffer.from(await file.arrayBuffer());
  const entries = isZip(bytes) ? readZip(bytes, archivePassword) : [];
  ctx.database.transaction(() => registerAll(ctx, bytes, entries));
  return success;
}

function registerAll(ctx: Context, bytes: Buffer, entries: readonly ArchiveEntry[]): void {
  const malware = [bytes, ...entries.map((entry) => entry.bytes)].some(hasMalware);
  register(ctx, bytes, malware ? "M" : "N");
  const { sha1 } = computeDigests(bytes);
  for (const entry of entries) register(ctx, entry.bytes, hasMalware(entry.bytes) ? "M" : "N", sha1);
}
