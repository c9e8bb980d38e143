import { MemoryNotes } from "../../provider/accounts/run/store";
import type { ResourceName } from "../../provider/names";
import type { Gateway } from "../../provider/ncp/http/request";
import { PartialFailure } from "../../provider/resources/kit/failure";
import type { Change, Context, Diff, Properties } from "../../provider/resources/kit/lifecycle";
import { type AnyLifecycle, lifecycles } from "../../provider/resources/lifecycles";
import { propertiesToWire } from "../../provider/shells/wire";
import { FatalGateway, Fate, type Kill, Killed } from "./interruption";
import type { Process, World } from "./world";

/** A resource as a program declares it. */
export interface Declared {
  readonly type: ResourceName;
  readonly args: Properties;
  /** The name it had before, as `opts.aliases` gives it. */
  readonly alias?: string;
  /** The Provider that it is given; the default one otherwise. */
  readonly provider?: string;
  /** As in its options; by default what its class says. */
  readonly deleteBeforeReplace?: boolean;
  /** `replaceOnChanges: ["*"]`: the engine replaces it whenever it has init errors. */
  readonly replacedOnErrors?: boolean;
}

/** A Provider of a program: the account that its settings lead to, and the access key that they hold. */
export interface Provider {
  readonly world: World;
  readonly account?: Process["account"];
}

const defaultProvider = "default";

/** Resources by name, in the order of their registration. */
export type Program = Readonly<Record<string, Declared>>;

/** What the engine remembers of a resource. */
export interface Recorded {
  readonly type: ResourceName;
  readonly provider: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Why the last create or update did not come to its end. */
  readonly initErrors: readonly string[];
}

export interface Options {
  /** Kills the provider process; the engine records nothing of the step at which that happens. */
  readonly kill?: Kill;
  /** Stands between the process and NCP. */
  readonly around?: (gateway: Gateway) => Gateway;
  /** Refreshes first, in the same process. */
  readonly refresh?: boolean;
  /** Names of resources that are replaced whatever their diff would say, which is not asked. */
  readonly replace?: readonly string[];
  /** All resources at once, as the engine has it; one after the other where a test counts calls. */
  readonly parallel?: boolean;
}

export interface RunResult {
  readonly errors: readonly Error[];
  readonly killed: boolean;
  /** What was done, as "create shop"; steps that failed too. */
  readonly steps: readonly string[];
}

type Work = (run: Run) => Promise<void>;

/**
 * A reference for what Pulumi's engine does with one stack, as far as a lifecycle can tell: the order
 * of the calls, what each is given, and what is recorded of it. Resources are independent of each
 * other, so a failed one does not keep the others from their turn; deletions wait for a run
 * without failures.
 */
export class FakeEngine {
  readonly state = new Map<string, Recorded>();
  /** Replaced by a resource that was created first, and not deleted yet. */
  readonly replaced: Recorded[] = [];

  /** By name; they may be changed between two runs, as the settings of a program may. */
  readonly providers: Record<string, Provider>;

  constructor(
    world: World,
    private readonly name = "prod",
    providers: Readonly<Record<string, Provider>> = {},
  ) {
    this.providers = { [defaultProvider]: { world }, ...providers };
  }

  up(program: Program, options: Options = {}): Promise<RunResult> {
    return this.#run(options, async (run) => {
      if (options.refresh) await this.#readAll(run);
      if (run.errors.length > 0) return;
      await run.each(Object.entries(program), ([name, declared]) =>
        this.#register(run, name, declared, options.replace?.includes(name)),
      );
      if (run.errors.length === 0) await this.#deleteBut(run, program);
    });
  }

  refresh(options: Options = {}): Promise<RunResult> {
    return this.#run(options, (run) => this.#readAll(run));
  }

  destroy(options: Options = {}): Promise<RunResult> {
    return this.#run(options, (run) => this.#deleteBut(run, {}));
  }

  /** The steps that `up` would take. */
  async preview(program: Program): Promise<string[]> {
    const steps = this.replaced.map(({ id }) => `delete ${id}`);
    const outcome = await this.#run({}, async (run) => {
      for (const [name, declared] of Object.entries(program))
        steps.push(...(await this.#plan(run, name, declared)));
    });
    const kept = new Set(Object.entries(program).flatMap(([name, { alias = name }]) => [name, alias]));
    const removed = [...this.state.keys()].filter((name) => !kept.has(name));
    return [
      ...steps,
      ...removed.map((name) => `delete ${name}`),
      ...outcome.errors.map((error) => error.message),
    ];
  }

  async #run(options: Options, work: Work): Promise<RunResult> {
    const run = new Run(this.providers, options);
    try {
      await run.attempt(() => work(run));
      return { errors: run.errors, steps: run.steps, killed: false };
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return { errors: [...run.errors, error], steps: run.steps, killed: true };
    }
  }

  async #plan(run: Run, name: string, declared: Declared): Promise<string[]> {
    const old = this.state.get(name) ?? this.state.get(declared.alias ?? name);
    const inputs = await this.#check(run, name, declared, old);
    if (old === undefined) return [`create ${name}`];
    const { changes } = await run.diff(declared, old, inputs);
    if (changes.length === 0 && old.initErrors.length === 0) return [];
    return [
      `${changes.some((change) => change.replace) ? "replace" : "update"} ${name}: ${pathsOf(changes)}`,
    ];
  }

  async #register(run: Run, name: string, declared: Declared, isForced = false): Promise<void> {
    this.#rename(name, declared.alias);
    const old = this.state.get(name);
    if (isForced && old !== undefined) return this.#replace(run, name, declared, old);
    const inputs = await this.#check(run, name, declared, old);
    if (old === undefined) return this.#create(run, name, declared, inputs);
    const diff = await run.diff(declared, old, inputs);
    const isReplaced = declared.replacedOnErrors === true && old.initErrors.length > 0;
    if (isReplaced || diff.changes.some((change) => change.replace))
      return this.#replace(run, name, declared, old, diff);
    const present = { ...old, provider: providerOf(declared) };
    if (diff.changes.length > 0 || old.initErrors.length > 0) return this.#update(run, name, present, inputs);
    // Nothing to do: the inputs are recorded as they are now, the outputs stay.
    this.state.set(name, { ...present, inputs });
  }

  #rename(name: string, alias: string | undefined): void {
    const old = alias === undefined || this.state.has(name) ? undefined : this.state.get(alias);
    if (alias === undefined || old === undefined) return;
    this.state.delete(alias);
    this.state.set(name, old);
  }

  async #check(run: Run, name: string, declared: Declared, old?: Recorded): Promise<Properties> {
    const { type, args } = declared;
    // The SDK tells a scan which resource of which stack it belongs to.
    const owner = type === "ScanJob" ? { owner: `acme/${this.name}::web::::${name}` } : {};
    const { inputs, failures } = await run
      .of(type)
      .check(run.ctx(providerOf(declared)), old?.inputs ?? {}, { ...args, ...owner });
    if (failures.length > 0) throw new Error(`${name}: ${JSON.stringify(failures)}`);
    return recorded(inputs);
  }

  async #create(run: Run, name: string, declared: Declared, inputs: Properties): Promise<void> {
    run.steps.push(`create ${name}`);
    const { type } = declared;
    const provider = providerOf(declared);
    const keep = (id: string, outputs: object, initErrors: readonly string[] = []) =>
      this.state.set(name, { type, provider, id, inputs, outputs: recorded(outputs), initErrors });
    await run.settle(run.of(type).create(run.ctx(provider), inputs), keep);
  }

  async #update(run: Run, name: string, old: Recorded, inputs: Properties): Promise<void> {
    run.steps.push(`update ${name}`);
    const keep = (_id: string, outputs: object, initErrors: readonly string[] = []) =>
      this.state.set(name, { ...old, inputs, outputs: recorded(outputs), initErrors });
    const done = run.of(old.type).update(run.ctx(old.provider), old.id, old.outputs, inputs);
    await run.settle(
      done.then(({ outputs }) => ({ id: old.id, outputs })),
      keep,
    );
  }

  async #replace(run: Run, name: string, declared: Declared, old: Recorded, diff?: Diff): Promise<void> {
    // What the options say, or the class: every one but that which holds nothing at NCP says true.
    const { type, deleteBeforeReplace = diff?.deleteBeforeReplace ?? type !== "FileInspection" } = declared;
    if (deleteBeforeReplace) {
      await this.#delete(run, name, old);
      this.state.delete(name);
    }
    const inputs = await this.#check(run, name, declared);
    await this.#create(run, name, declared, inputs).finally(() => {
      if (this.state.has(name) && this.state.get(name) !== old && !deleteBeforeReplace)
        this.replaced.push(old);
    });
  }

  /** Deletes what the program does not have, the newest first. */
  async #deleteBut(run: Run, program: Program): Promise<void> {
    await run.each([...this.replaced], async (old) => {
      await this.#delete(run, old.id, old);
      this.replaced.splice(this.replaced.indexOf(old), 1);
    });
    const removed = [...this.state].filter(([name]) => !(name in program)).reverse();
    await run.each(removed, async ([name, old]) => {
      await this.#delete(run, name, old);
      this.state.delete(name);
    });
  }

  async #delete(run: Run, name: string, { type, provider, id, outputs }: Recorded): Promise<void> {
    run.steps.push(`delete ${name}`);
    await run.alive(run.of(type).delete(run.ctx(provider), id, outputs));
  }

  async #readAll(run: Run): Promise<void> {
    await run.each([...this.state], ([name, old]) => this.#read(run, name, old));
  }

  async #read(run: Run, name: string, old: Recorded): Promise<void> {
    const stored = { inputs: old.outputs, outputs: old.outputs };
    const found = await run.alive(run.of(old.type).read(run.ctx(old.provider), old.id, stored));
    if (found === null) this.state.delete(name);
    else
      this.state.set(name, {
        ...old,
        id: found.id,
        inputs: recorded(found.inputs),
        outputs: recorded(found.outputs),
        initErrors: [],
      });
  }
}

function providerOf({ provider = defaultProvider }: Declared): string {
  return provider;
}

/** One command: a process for each Provider in use, and what has come of it. */
class Run {
  readonly errors: Error[] = [];
  readonly steps: string[] = [];
  readonly #processes = new Map<string, Context>();
  readonly #notes = new MemoryNotes();
  readonly #fate: Fate;

  constructor(
    private readonly providers: Readonly<Record<string, Provider>>,
    private readonly options: Options,
  ) {
    this.#fate = new Fate(options.kill);
  }

  /** The process of a Provider, which is started when it is first needed. */
  ctx(provider: string): Context {
    const known = this.#processes.get(provider);
    if (known !== undefined) return known;
    const { around = (gateway) => gateway } = this.options;
    const found = this.providers[provider];
    if (found === undefined) throw new Error(`there is no Provider ${provider}`);
    const { world, account } = found;
    const ctx = world.newProcess((gateway) => new FatalGateway(around(gateway), this.#fate), {
      notes: this.#notes,
      account,
    });
    this.#processes.set(provider, ctx);
    return ctx;
  }

  of(type: ResourceName): AnyLifecycle {
    return lifecycles[type];
  }

  diff(declared: Declared, old: Recorded, inputs: Properties): Promise<Diff> {
    const ctx = this.ctx(providerOf(declared));
    return this.alive(this.of(old.type).diff(ctx, old.id, old.outputs, inputs));
  }

  /** The result, unless the process dies before. */
  alive<Result>(work: Promise<Result>): Promise<Result> {
    return Promise.race([work, this.#fate.death]);
  }

  /** Does the same for each of several, of which a failed one does not keep the others from their turn. */
  async each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    const attempts = items.map((item) => () => this.attempt(() => work(item)));
    if (this.options.parallel) await Promise.all(attempts.map((attempt) => attempt()));
    else for (const attempt of attempts) await attempt();
  }

  /** Keeps an error for the end of the run, which goes on, unless the process has died. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Killed) throw error;
      this.errors.push(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Records what was done, also where only a part of it was; a plain error records nothing. */
  async settle(
    done: Promise<{ id: string; outputs: object }>,
    keep: (id: string, outputs: object, initErrors?: readonly string[]) => void,
  ): Promise<void> {
    try {
      const { id, outputs } = await this.alive(done);
      keep(id, outputs);
    } catch (error) {
      if (error instanceof PartialFailure) keep(error.id, error.outputs, error.reasons);
      throw error;
    }
  }
}

/** Properties as they come back from the engine: only what its wire format can hold, and no nulls. */
function recorded(properties: object): Properties {
  return Object.fromEntries(
    Object.entries(propertiesToWire(properties)).filter(([, value]) => value !== null),
  );
}

function pathsOf(changes: readonly Change[]): string {
  return changes.map((change) => change.path).join(", ");
}
