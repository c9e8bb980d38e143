import { ConflictError } from "../../ncp/errors";
import { PartialFailure } from "./failure";
import {
  compareHome,
  describeHome,
  findHome,
  findHomeEndpoint,
  type Home,
  isRenamed,
  readHome,
  renewHome,
  requireWelcome,
} from "./home";
import type { Change, Context, Lifecycle, Properties, Stored } from "./lifecycle";
import { inputsOf } from "./recorded";

/**
 * A lifecycle whose resources know where they live. The same settings may lead somewhere else one day, to an
 * emulator, another cloud or another account, and what is there under the same number or filter is not the
 * resource's own: it is made anew there, and nothing is read, judged, ended or switched off in its name.
 */
export function bindToAccount<Inputs extends object, Outputs extends object>(
  inner: Lifecycle<Inputs, Outputs>,
): Lifecycle<Inputs, Outputs> {
  const isElsewhere = async (ctx: Context, stored: object) =>
    (await compareHome(ctx, inner, stored)) !== undefined;

  return {
    ...inner,

    async check(ctx, oldInputs, news) {
      const { inputs, failures } = await inner.check(ctx, oldInputs, dropRestored(oldInputs, news));
      return { inputs: { ...inputs, ...findHomeEndpoint(ctx, inner) }, failures };
    },

    async diff(ctx, id, olds, news) {
      // Settings that are not known yet lead nowhere.
      if (readHome(news).endpoint === undefined) return inner.diff(ctx, id, olds, news);
      const path = await compareHome(ctx, inner, olds);
      if (path === undefined) {
        const diff = await inner.diff(ctx, id, olds, news);
        return isRenamed(ctx, olds) ? { ...diff, changes: [...diff.changes, renaming] } : diff;
      }
      await requireWelcome(ctx);
      ctx.log(
        `${describeHome(inner, id, olds)}; the settings lead elsewhere, where it is made anew at the usual cost. The former one stays as it is, unless its Provider still leads there`,
      );
      return { changes: [{ path, kind: "update", replace: true }] };
    },

    async create(ctx, inputs) {
      const home = await findHome(ctx, inner);
      return recordHome(home, inner.create(ctx, inputs));
    },

    async update(ctx, id, olds, news) {
      if (await isElsewhere(ctx, olds)) throw new ConflictError(describeHome(inner, id, olds), leaveAlone);
      const home = await findHome(ctx, inner);
      return recordHome(home, inner.update(ctx, id, olds, news));
    },

    async read(ctx, id, stored) {
      if (await isElsewhere(ctx, stored.outputs)) {
        ctx.log(
          `${describeHome(inner, id, stored.outputs)}; the settings lead elsewhere, so it is not looked at`,
        );
        return restoreRecorded(inner, id, stored.outputs);
      }
      const found = await inner.read(ctx, id, stored);
      if (found === null) return null;
      const home = await renewHome(ctx, inner, stored.outputs);
      const { endpoint } = home;
      return { ...found, inputs: { ...found.inputs, endpoint }, outputs: { ...found.outputs, ...home } };
    },

    async delete(ctx, id, outputs) {
      if (!(await isElsewhere(ctx, outputs))) return inner.delete(ctx, id, outputs);
      ctx.log(
        `${describeHome(inner, id, outputs)}; the settings lead elsewhere, so it is left there as it is`,
      );
    },
  };
}

/** With `ignoreChanges: ["*"]` the engine gives back what was recorded, also what no program gives. */
function dropRestored({ endpoint: recorded }: Properties, news: Properties): Properties {
  const { endpoint, ...given } = news;
  return endpoint === recorded ? given : news;
}

/** Nothing but the name under which the account is recorded. */
const renaming: Change = { path: "account", kind: "update" };

const leaveAlone = {
  hint: "Let the settings lead there again, or take the resource out of the state with `pulumi state delete`",
};

/** Records where a step was taken, also one that failed half-way. */
async function recordHome<Result extends { outputs: object }>(
  home: Home,
  step: Promise<Result>,
): Promise<Result> {
  try {
    const result = await step;
    return { ...result, outputs: { ...result.outputs, ...home } };
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    const { id, outputs, reasons, cause } = error;
    throw new PartialFailure(id, { ...outputs, ...home }, reasons, { cause });
  }
}

/** What stands in the state was complete when it was recorded. */
function restoreRecorded<Inputs extends object, Outputs extends object>(
  { inputs }: Lifecycle<Inputs, Outputs>,
  id: string,
  stored: Stored<Outputs>,
) {
  const { endpoint } = readHome(stored);
  const recorded: Properties = { ...inputsOf(inputs, stored, {}), endpoint };
  return { id, inputs: recorded as Inputs, outputs: { ...stored, ...recorded } as Outputs };
}
