import type { Dispatcher } from "undici";
import { ConfigurationError } from "../errors";
import type { TimeoutSettings } from "../settings/settings";
import { openPoolIgnoringInterim } from "./interim";
import { loadUndici } from "./undici";

const proxyVariables = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"];

/** True where the environment names a proxy, which may be no URL: a preview should tell. */
export function hasProxy(environment: NodeJS.ProcessEnv): boolean {
  return proxyVariables.some((name) => environment[name]);
}

/**
 * A pool of connections, through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name.
 *
 * @throws ConfigurationError for a proxy that is not a URL.
 */
export function openDispatcher({ connect }: TimeoutSettings): Dispatcher {
  const { Agent, buildConnector, EnvHttpProxyAgent } = loadUndici();
  const timeout = connect * 1000;
  const options = {
    connect: buildConnector({ timeout, allowH2: false }),
    connectTimeout: timeout,
    connections: 16,
    factory: openPoolIgnoringInterim,
    // With HTTP/1.1 a lost connection is one lost call, never several.
    allowH2: false,
    // Off, because the deadline of an attempt covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  // The one for proxies reads the environment anew for each request.
  if (!hasProxy(process.env)) return new Agent(options);
  try {
    return new EnvHttpProxyAgent(options);
  } catch {
    // The reason is not repeated: a proxy's URL may hold a password.
    throw new ConfigurationError(
      "HTTP_PROXY or HTTPS_PROXY in the environment is not a URL that can be used",
      {
        hint: "Set it to a URL such as http://proxy.example.com:8080, or remove it",
      },
    );
  }
}
