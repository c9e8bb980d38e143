import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { World } from "../../account/world";
import { ServiceRefusal } from "../../refusals";
import { countRescans, findJob } from "./jobs";
import { toHostAndPort } from "./targets";

const allowedFor = 60 * 24 * 3_600_000;

/**
 * The first job that a re-diagnosis counts for. Throws 160455 unless that job completed, has the
 * same target, ended within 60 days, and has re-diagnoses left. A re-diagnosis that is named as
 * master stands for its own master (inferred: the rule speaks of the first diagnosis).
 */
export function findRescanMaster(world: World, masterInstanceNo: string, url: URL): number {
  const named = requireJob(world, masterInstanceNo);
  const first = named?.masterInstanceNo == null ? named : findJob(world.database, named.masterInstanceNo);
  if (first === undefined || named?.stage !== 4 || first.endedAt === null) throw refused();
  if (first.target !== toHostAndPort(url)) throw refused();
  if (world.clock.now() - first.endedAt > allowedFor) throw refused();
  if (countRescans(world.database, first.instanceNo) >= world.settings.rescans) throw refused();
  return first.instanceNo;
}

function requireJob(world: World, text: string) {
  return /^\d{1,15}$/.test(text) ? findJob(world.database, Number(text)) : undefined;
}

function refused(): ServiceRefusal {
  return new ServiceRefusal(wscCode.rescanRefused);
}
