import { z } from "zod";
import { wscOperations } from "../../provider/ncp/api/wsc/operations";
import { statusCodes } from "../../provider/ncp/api/wsc/schemas";
import type { Sent } from "../support/sending";
import type { World } from "../support/world";

const { method, path } = wscOperations.createJob;

const order = z.object({ Memo: z.string() });

/**
 * Watches createJob at the sending side. NCP refuses a second scan of a busy target, so what it holds
 * in the end does not show whether the provider asked twice for the same.
 */
export class Orders {
  readonly complaints: string[] = [];
  /** Whether a search may miss a scan: then NCP's refusal tells of it, and only what is paid for counts. */
  mayMiss = false;

  constructor(private readonly world: World) {
    world.onSend = (sent) => this.#judge(sent);
  }

  #judge(sent: Sent): void {
    if (this.mayMiss || sent.method !== method || !sent.path.endsWith(path)) return;
    const demand = demandOf(order.parse(JSON.parse(sent.body)).Memo);
    const answered = this.world.remote.activeJobs().filter((job) => demandOf(job.memo) === demand);
    this.complaints.push(
      ...answered
        .filter((job) => job.stage !== statusCodes.stopping)
        .map((job) => `createJob for ${demand} was sent though scan ${job.instanceNo} answers that`),
    );
  }
}

/** By its memo, whose scan it is and for which triggers; whether it is free makes no difference. */
function demandOf(memo: string): string | undefined {
  return /^pulumi\.[0-9a-f]+\.[0-9a-fh]+\.[0-9a-f]+/.exec(memo)?.[0];
}
