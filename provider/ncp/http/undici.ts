/** The parts of undici that are used here. The bundles have no others: see scripts/undici.cjs. */
export type Undici = Pick<typeof import("undici"), "Agent" | "EnvHttpProxyAgent" | "Pool" | "buildConnector">;

/**
 * The HTTP client, loaded when it is first needed: it costs a process its start, and `check` sends nothing. A
 * `require`, because the test runners of many programs cannot do a dynamic import.
 */
export function loadUndici(): Undici {
  return require("undici");
}
