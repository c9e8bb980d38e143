import { wscCode } from "../../../provider/ncp/api/wsc/codes";
import type { Context } from "../../account/context";
import { ServiceRefusal } from "../../refusals";
import { countRescans, findJob } from "./jobs";
import { toHostAndPort } from "./targets";

const allowedFor = 60 * 24 * 3_600_000;

/**
 * The first job that a re-diagnosis counts for. Throws 160455 unless that job completed, has the
 * same target, ended within 60 days, and has re-diagnoses left. A re-diagnosis that is named as
 * master stands for its own master (inferred: the rule speaks of the first diagnosis).
 */
export function findRescanMaster(ctx: Context, masterInstanceNo: string, url: URL): number {
  const named = requireJob(ctx, masterInstanceNo);
  const first = named?.masterInstanceNo == null ? named : findJob(ctx.database, named.masterInstanceNo);
  if (first === undefined || named?.stage !== 4 || first.endedAt === null) throw refused();
  if (first.target !== toHostAndPort(url)) throw refused();
  if (ctx.clock.now() - first.endedAt > allowedFor) throw refused();
  if (countRescans(ctx.database, first.instanceNo) >= ctx.settings.rescans) throw refused();
  return first.instanceNo;
}

function requireJob(ctx: Context, text: string) {
  return /^\d{1,15}$/.test(text) ? findJob(ctx.database, Number(text)) : undefined;
}

function refused(): ServiceRefusal {
  return new ServiceRefusal(wscCode.rescanRefused);
}
