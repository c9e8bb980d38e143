import { fileSaferCode } from "../../../provider/ncp/api/filesafer/codes";
import type { Moment } from "../../account/moment";
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
export async function inputFile(moment: Moment, { file, archivePassword }: Upload): Promise<object> {
  if (file.size === 0) throw new ServiceRefusal(fileSaferCode.missingParameter);
  const bytes = Buffer.from(await file.arrayBuffer());
  const entries = isZip(bytes) ? readZip(bytes, archivePassword) : [];
  moment.database.transaction(() => registerAll(moment, bytes, entries));
  return success;
}

function registerAll(moment: Moment, bytes: Buffer, entries: readonly ArchiveEntry[]): void {
  const malware = [bytes, ...entries.map((entry) => entry.bytes)].some(hasMalware);
  register(moment, bytes, malware ? "M" : "N");
  const { sha1 } = computeDigests(bytes);
  for (const entry of entries) register(moment, entry.bytes, hasMalware(entry.bytes) ? "M" : "N", sha1);
}
