import type { EmulatedAccount as Account } from "../../emulator/account/account";
import { Context } from "../../emulator/account/context";
import { conclude, findInspections } from "../../emulator/services/filesafer/inspections";
import { notificationType, thresholds } from "../../emulator/services/filesafer/notifications";
import { type Job, listJobsIn } from "../../emulator/services/wsc/jobs";
import { moveJob } from "../../emulator/services/wsc/life";
import { activeStages, listStages, stages } from "../../emulator/services/wsc/stages";
import type {
  Filter,
  FilterSegment,
  NotificationType,
  Threshold,
} from "../../provider/ncp/api/filesafer/schemas";
import type { StatusCode } from "../../provider/ncp/api/wsc/schemas";

export type { Job };

const segments: Record<Filter, FilterSegment> = { hash: "hashfilter", file: "filefilter" };

/** What an emulated account really holds, looked at past the API: no fault strikes here, and no journal tells of it. */
export class Remote {
  constructor(private readonly account: Account) {}

  private get ctx(): Context {
    return new Context(this.account);
  }

  /** Oldest first. */
  jobs(): Job[] {
    return listJobsIn(this.account.database, listStages("waiting", "running", "stopping", "final"));
  }

  activeJobs(): Job[] {
    return listJobsIn(this.account.database, activeStages);
  }

  notification(filter: Filter): NotificationType {
    return notificationType(this.ctx, segments[filter]);
  }

  thresholds(filter: Filter): Threshold[] {
    return thresholds(this.ctx, segments[filter]);
  }

  /** Inspections of a content, oldest first. */
  inspections(sha1: string) {
    return findInspections(this.ctx, "sha1", sha1);
  }

  /** What NCP does by itself in a moment: a job that is stopping stops, an analysis comes to its end. */
  settle(sha1s: readonly string[] = []): void {
    for (const job of listJobsIn(this.account.database, listStages("stopping"))) moveJob(this.ctx, job, 93);
    for (const inspection of sha1s.flatMap((sha1) => this.inspections(sha1)))
      if (inspection.status === "IPRG")
        conclude(this.ctx, inspection, "CMPL", inspection.verdict, this.ctx.clock.now());
  }

  /** Takes every active job one stage further. */
  step(): void {
    for (const job of this.activeJobs()) {
      const next = stages[job.stage].next;
      if (next !== undefined) moveJob(this.ctx, job, next);
    }
  }

  /** Puts every active job into a final stage. */
  finish(stage: StatusCode = 4): void {
    for (const job of this.activeJobs()) moveJob(this.ctx, job, stage);
  }
}
