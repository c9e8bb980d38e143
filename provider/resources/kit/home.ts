import { type AccountName, isSameAccount } from "../../accounts/run/store";
import { ConfigurationError, isNcloudError } from "../../ncp/errors";
import type { Context, Lifecycle } from "./lifecycle";

/** What a state tells of where its resource was made. */
export interface Home {
  /** Where the service was reached. */
  endpoint: string;
  /** By its name, and by the access key that was used last; neither is a secret. */
  account: AccountName;
}

type Named = Pick<Lifecycle<object, object>, "name" | "definition">;

/** The home that is recorded in inputs or outputs, as far as it is. */
export function readHome(stored: object): Partial<Home> {
  return stored;
}

/** Unknown or wrong settings lead nowhere yet; wrong ones are reported by the shell. */
export function findHomeEndpoint(ctx: Context, { definition }: Named): Partial<Pick<Home, "endpoint">> {
  try {
    return { endpoint: ctx.identity.endpointOf(definition.module) };
  } catch (error) {
    if (isNcloudError(error, "configuration")) return {};
    throw error;
  }
}

export async function findHome(ctx: Context, { definition }: Named): Promise<Home> {
  return { endpoint: ctx.identity.endpointOf(definition.module), account: await ctx.identity.name() };
}

/**
 * The home of a resource that was read: no other than the recorded one, but perhaps by a newer access key, or by
 * a name that nobody could tell before.
 */
export async function renewHome(ctx: Context, lifecycle: Named, stored: object): Promise<Home> {
  const { account } = readHome(stored);
  if (account?.name === undefined) return findHome(ctx, lifecycle);
  const endpoint = ctx.identity.endpointOf(lifecycle.definition.module);
  return { endpoint, account: { ...account, key: await ctx.identity.key() } };
}

/** True when the user has given the account a name since it was recorded, another one, or takes it back. */
export function isRenamed(ctx: Context, stored: object): boolean {
  const { account } = readHome(stored);
  const recorded = account?.isGiven ? account.name : undefined;
  return account !== undefined && recorded !== ctx.identity.givenName;
}

/**
 * By what the settings lead elsewhere. Of one account, keys are changed now and then, so another key alone says
 * nothing: then the names decide.
 *
 * @throws ConfigurationError where nobody can tell; AuthenticationError where NCP refuses the keys.
 */
export async function compareHome(
  ctx: Context,
  { name, definition }: Named,
  stored: object,
): Promise<"endpoint" | "account" | undefined> {
  const { endpoint, account } = readHome(stored);
  if (endpoint !== undefined && endpoint !== ctx.identity.endpointOf(definition.module)) return "endpoint";
  const key = await ctx.identity.key();
  if (account !== undefined) ctx.identity.learn(account);
  if (account === undefined || account.key === key) return undefined;
  const isSame = isSameAccount(account, await ctx.identity.name());
  if (isSame === undefined) throw ctx.identity.refusal ?? explainUndecided(name, account);
  return isSame ? undefined : "account";
}

function explainUndecided(resource: string, { name, isGiven }: AccountName): ConfigurationError {
  const recorded = name === undefined ? "has no name" : `is called ${name}`;
  const byUser = isGiven ? `account: ${name}` : "no account";
  return new ConfigurationError(
    `${resource}: another access key is used than before, and nobody tells whether it is of the same account, which ${recorded} in the state`,
    {
      hint: `Use the former access key once more, with the setting account, and run \`pulumi up\`; then change the key. It was recorded with ${byUser} in the settings. Where the former key is gone, \`pulumi state delete\` forgets the resource, and it is made anew`,
    },
  );
}

/**
 * Before anything of a former home is given up.
 *
 * @throws AuthenticationError where the settings lead to a place that refuses their keys.
 */
export async function requireWelcome({ identity }: Context): Promise<void> {
  await identity.name();
  if (identity.refusal !== undefined) throw identity.refusal;
}

/** Says where a resource was made. */
export function describeHome({ name }: Named, id: string, stored: object): string {
  const { endpoint, account } = readHome(stored);
  const owner = account?.name === undefined ? "" : ` in the account ${account.name}`;
  return `${name} ${id} was made at ${endpoint}${owner}`;
}
