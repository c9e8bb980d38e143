import { z } from "zod";
import { wscOperations } from "../../provider/services/wsc/operations";
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

  constructor(private readonly world: World) {
    world.onSend = (sent) => this.#judge(sent);
  }

  #judge(sent: Sent): void {
    if (sent.method !== method || !sent.path.endsWith(path)) return;
    const sign = signOf(order.parse(JSON.parse(sent.body)).Memo);
    const answered = this.world.remote.activeJobs().filter((job) => signOf(job.memo) === sign);
    this.complaints.push(
      ...answered
        .filter((job) => job.stage !== stopping)
        .map((job) => `createJob with the sign ${sign} was sent though scan ${job.instanceNo} has it`),
    );
  }
}

/** A scan that is being stopped answers no demand any more. */
const stopping = 92;

/** The first word of a memo: the same sign stands for the same demand. */
function signOf(memo: string): string | undefined {
  return memo.split(" ")[0];
}
