import { delimiter, dirname, join } from "node:path";
import { CACHE_VARIABLE } from "./engine/cache.mts";
import type { Engine } from "./engine/index.mts";
import { node24, root } from "./prepare.mjs";

type Env = NodeJS.ProcessEnv;

/** The environment without what could lead to a live account. */
export function withoutCredentials(env: Env): Env {
  const isHarmless = (name: string) => name === CACHE_VARIABLE || !name.startsWith("NCLOUD_");
  return Object.fromEntries(Object.entries(env).filter(([name]) => isHarmless(name)));
}

/** The environment in which this engine finds its language host, Node.js 24 and the host of dynamic providers. */
export function engineEnv(engine: Engine, env: Env): Env {
  const folders = [engine.folder, dirname(node24), join(root, "node_modules/@pulumi/pulumi")];
  return {
    ...env,
    PATH: [...folders, env.PATH].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // tsc has checked the programs before; ts-node would do it again at each run.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
}

/** The environment in which `url`, on this machine, is reached without a proxy. */
export function withoutProxy(url: string, env: Env): Env {
  const hosts = [env.NO_PROXY ?? env.no_proxy, new URL(url).hostname].filter(Boolean).join(",");
  return { ...env, NO_PROXY: hosts, no_proxy: hosts };
}
