import { afterEach, beforeEach } from "vitest";
import { type StatusCode, statusCodes } from "../../provider/ncp/api/wsc/schemas";
import { PartialFailure } from "../../provider/resources/kit/failure";
import type { Context } from "../../provider/resources/kit/lifecycle";
import { scanJob } from "../../provider/resources/scanJob";
import type { ScanJobInputs } from "../../provider/resources/scanJob/inputs";
import type { ScanJobOutputs } from "../../provider/resources/scanJob/outputs";
import { checked, failure, openWorld, type World } from "./world";

export const startUrl = "https://shop.example.com/";

/** Drives one ScanJob as the engine would, over several runs. */
export class ScanDriver {
  id = "";
  outputs: Partial<ScanJobOutputs> = {};

  constructor(
    readonly world: World,
    readonly owner = "acme/prod::web::::shop",
  ) {}

  inputs(args: object = {}): Promise<ScanJobInputs> {
    return checked(scanJob, this.world.ctx, { startUrl, owner: this.owner, ...args });
  }

  /** Creates it; partial state is kept, as the engine keeps it, and answered with the error. */
  async create(args: object = {}, ctx: Context = this.world.newProcess()): Promise<Error | undefined> {
    const inputs = await this.inputs(args);
    return this.keep(scanJob.create(ctx, inputs));
  }

  async changes(args: object = {}): Promise<string[]> {
    const { changes } = await scanJob.diff(this.world.ctx, this.id, this.outputs, await this.inputs(args));
    return changes.map((change) => (change.replace ? `replace ${change.path}` : change.path));
  }

  /** What `up` does with an existing resource: nothing when diff sees no change. */
  async up(args: object = {}, ctx: Context = this.world.newProcess()): Promise<Error | undefined> {
    const changes = await this.changes(args);
    if (changes.length === 0) return undefined;
    if (changes.some((change) => change.startsWith("replace")))
      throw new Error(`the scan would be replaced: ${changes}`);
    const inputs = await this.inputs(args);
    const done = scanJob.update(ctx, this.id, this.outputs, inputs);
    return this.keep(done.then(({ outputs }) => ({ id: this.id, outputs })));
  }

  /** True when it is still there. */
  async refresh(ctx: Context = this.world.newProcess()): Promise<boolean> {
    const found = await scanJob.read(ctx, this.id, {
      inputs: this.outputs,
      outputs: this.outputs,
    });
    if (found !== null) this.outputs = found.outputs;
    return found !== null;
  }

  delete(ctx: Context = this.world.newProcess()): Promise<void> {
    return scanJob.delete(ctx, this.id, this.outputs);
  }

  /** Moves the latest job to a stage. */
  move(stage: keyof typeof statusCodes): void {
    this.world.emulator.moveJob(this.outputs.instanceNo ?? 0, { statusCode: statusCodes[stage] });
  }

  private async keep(done: Promise<{ id: string; outputs: ScanJobOutputs }>): Promise<Error | undefined> {
    try {
      const { id, outputs } = await done;
      Object.assign(this, { id, outputs });
      return undefined;
    } catch (error) {
      if (error instanceof PartialFailure) Object.assign(this, { id: error.id, outputs: error.outputs });
      return failure(Promise.reject(error));
    }
  }
}

/** The world and the scan of the present test; made anew for each by `freshScan`. */
export let world: World;
export let scan: ScanDriver;

/** To be called once in a file of tests. */
export function freshScan(): void {
  beforeEach(async () => {
    world = await openWorld();
    scan = new ScanDriver(world);
  });
  afterEach(() => world.close());
}

/** Moves the account's newest job to a stage, as NCP would in time. */
export async function moveLatest(statusCode: StatusCode): Promise<void> {
  const { record_data } = await world.ctx.client.wsc.getJobs({});
  world.emulator.moveJob(record_data[0]?.instanceNo ?? 0, { statusCode });
}
