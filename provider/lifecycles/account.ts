import { ConfigurationError, ConflictError, isNcloudError } from "../gateway/errors";
import { PartialFailure } from "./failure";
import type { Context, Lifecycle, Properties, Stored } from "./lifecycle";
import { inputsOf } from "./recorded";

/** What a state tells of the account that its resource was made in. */
interface Home {
  /** Where the service was reached. */
  endpoint: string;
  /** By NCP's name for it, or the user's own, and by the access key that was used last; neither is a secret. */
  account: { key: string; name?: string };
}

/** The part of any lifecycle that this file works with. */
type Named = Pick<Lifecycle<object, object>, "name" | "module" | "inputs">;

/**
 * A lifecycle whose resources know where they live. The same settings may lead somewhere else one day, to an
 * emulator, another cloud or another account, and what is there under the same number or filter is not the
 * resource's own: it is made anew there, and nothing is read, judged, ended or switched off in its name.
 */
export function inItsAccount<Inputs extends object, Outputs extends object>(
  inner: Lifecycle<Inputs, Outputs>,
): Lifecycle<Inputs, Outputs> {
  return {
    ...inner,

    async check(ctx, oldInputs, news) {
      const { inputs, failures } = await inner.check(ctx, oldInputs, news);
      return { inputs: { ...inputs, ...endpointNow(ctx, inner) }, failures };
    },

    async diff(ctx, id, olds, news) {
      const moved = await movedIn(ctx, inner, olds, news);
      if (moved === undefined) return inner.diff(ctx, id, olds, news);
      if (moved.replace)
        ctx.log(`${title(inner, id, olds)}; the settings lead elsewhere, where it is made anew`);
      return { changes: [{ ...moved, kind: "update" }] };
    },

    async create(ctx, inputs) {
      const home = await homeNow(ctx, inner);
      const { id, outputs } = await at(home, inner.create(ctx, inputs));
      return { id, outputs };
    },

    async update(ctx, id, olds, news) {
      if (await isElsewhere(ctx, inner, olds)) throw new ConflictError(title(inner, id, olds), leaveAlone);
      const home = await homeNow(ctx, inner);
      return at(home, inner.update(ctx, id, olds, news));
    },

    async read(ctx, id, stored) {
      if (!(await isElsewhere(ctx, inner, stored.outputs))) {
        const found = await inner.read(ctx, id, stored);
        if (found === null) return null;
        const home = await homeOf(ctx, inner, stored.outputs);
        const { endpoint } = home;
        return { ...found, inputs: { ...found.inputs, endpoint }, outputs: { ...found.outputs, ...home } };
      }
      ctx.log(`${title(inner, id, stored.outputs)}; the settings lead elsewhere, so it is not looked at`);
      return recordedAs(inner, id, stored.outputs);
    },

    async delete(ctx, id, outputs) {
      if (!(await isElsewhere(ctx, inner, outputs))) return inner.delete(ctx, id, outputs);
      ctx.log(`${title(inner, id, outputs)}; the settings lead elsewhere, so it is left there as it is`);
    },
  };
}

const leaveAlone = {
  hint: "Let the settings lead there again, or take the resource out of the state with `pulumi state delete`",
};

function homeIn(stored: object): Partial<Home> {
  return stored;
}

/** Unknown or wrong settings lead nowhere yet; wrong ones are reported by the shell. */
function endpointNow(ctx: Context, { module }: Named): Partial<Pick<Home, "endpoint">> {
  try {
    return { endpoint: ctx.identity.endpointOf(module) };
  } catch (error) {
    if (isNcloudError(error, "configuration")) return {};
    throw error;
  }
}

async function homeNow(ctx: Context, { module }: Named): Promise<Home> {
  const key = await ctx.identity.key();
  return { endpoint: ctx.identity.endpointOf(module), account: { key, name: await ctx.identity.name() } };
}

/** The home of a resource that was read: no other than the recorded one, but perhaps by a newer access key. */
async function homeOf(ctx: Context, { module }: Named, stored: object): Promise<Partial<Home>> {
  const { account } = homeIn(stored);
  const endpoint = ctx.identity.endpointOf(module);
  return account === undefined
    ? { endpoint }
    : { endpoint, account: { ...account, key: await ctx.identity.key() } };
}

/** The property by which the home has changed. One that the user has only given a name is recorded under it. */
async function movedIn(
  ctx: Context,
  lifecycle: Named,
  olds: object,
  news: object,
): Promise<{ path: "endpoint" | "account"; replace?: true } | undefined> {
  // Settings that are not known yet lead nowhere.
  if (homeIn(news).endpoint === undefined) return undefined;
  const path = await differenceIn(ctx, lifecycle, olds);
  if (path !== undefined) return { path, replace: true };
  const { account } = homeIn(olds);
  const { givenName } = ctx.identity;
  const isRenamed = account !== undefined && givenName !== undefined && account.name !== givenName;
  return isRenamed ? { path: "account" } : undefined;
}

async function isElsewhere(ctx: Context, lifecycle: Named, stored: object): Promise<boolean> {
  return (await differenceIn(ctx, lifecycle, stored)) !== undefined;
}

/** Of one account, keys are changed now and then, so another key alone says nothing: then the names decide. */
async function differenceIn(
  ctx: Context,
  { name, module }: Named,
  stored: object,
): Promise<"endpoint" | "account" | undefined> {
  const { endpoint, account } = homeIn(stored);
  const key = await ctx.identity.key();
  if (account !== undefined) ctx.identity.learn(account);
  if (endpoint !== undefined && endpoint !== ctx.identity.endpointOf(module)) return "endpoint";
  if (account === undefined || account.key === key) return undefined;
  const now = await ctx.identity.name();
  if (account.name === undefined || now === undefined) throw undecided(name, account.name === undefined);
  return account.name === now ? undefined : "account";
}

function undecided(name: string, wasNameless: boolean): ConfigurationError {
  const what = wasNameless
    ? "the account in which it was made has no recorded name"
    : "NCP does not tell its account";
  return new ConfigurationError(`${name}: another access key is used than before, and ${what}`, {
    hint: wasNameless
      ? "Use the former access key once more, with the setting account, and run `pulumi up`; then change the key"
      : "Give the setting account the name that stands in the state, if it is the same account",
  });
}

function title({ name }: Named, id: string, stored: object): string {
  const { endpoint, account } = homeIn(stored);
  const owner = account?.name === undefined ? "" : ` in the account ${account.name}`;
  return `${name} ${id} was made at ${endpoint}${owner}`;
}

/** Records where a step was taken, also one that failed half-way. */
async function at<Result extends { outputs: object }>(home: Home, step: Promise<Result>): Promise<Result> {
  try {
    const result = await step;
    return { ...result, outputs: { ...result.outputs, ...home } };
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    const { id, outputs, reasons } = error;
    throw new PartialFailure(id, { ...outputs, ...home }, reasons, { cause: error });
  }
}

function recordedAs<Inputs extends object, Outputs extends object>(
  { inputs }: Lifecycle<Inputs, Outputs>,
  id: string,
  stored: Stored<Outputs>,
) {
  const { endpoint } = homeIn(stored);
  const recorded: Properties = { ...inputsOf(inputs, stored, {}), endpoint };
  // What stands in the state was complete when it was recorded.
  return { id, inputs: recorded as Inputs, outputs: { ...stored, ...recorded } as Outputs };
}
