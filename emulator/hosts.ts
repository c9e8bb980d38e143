import { isIP, isIPv6 } from "node:net";
import { z } from "zod";
import { isLoopback } from "../provider/ncp/settings/loopback";

/** Where an emulator listens, and what else it is known by. */
export interface ListenPlace {
  readonly port: number;
  /** An IP address of this machine, or of all it has: 0.0.0.0 or ::. Default 127.0.0.1. */
  readonly host?: string;
  /** Names and addresses under which its controls may be called, beside loopback and the host. */
  readonly allowHosts?: readonly string[];
}

export const loopback = "127.0.0.1";

/** Addresses that stand for all, and the one that reaches them from this machine, as `URL.hostname` spells both. */
const wildcards: ReadonlyMap<string, string> = new Map([
  ["0.0.0.0", loopback],
  ["[::]", "[::1]"],
]);

/** A host name or an address as `URL.hostname` spells it; undefined for what is neither, or has a port. */
export function readHostname(host: string): string | undefined {
  if (!isIPv6(host) && !/^[\w.-]+$/.test(host)) return undefined;
  return URL.parse(`http://${isIPv6(host) ? `[${host}]` : host}`)?.hostname;
}

/** An IP address that a URL can hold, which one with a zone is not. */
export const address = z.string().refine((text) => isIP(text) !== 0 && readHostname(text) !== undefined, {
  error: "must be an IP address, such as 0.0.0.0",
});

export const hostName = z.string().refine((text) => readHostname(text) !== undefined, {
  error: "must be a host name or IP address, without a port",
});

/** What a URL names a listening host by, so that a program on this machine reaches it. */
export function nameReachably(host: string): string {
  const hostname = readHostname(host) ?? host;
  return wildcards.get(hostname) ?? hostname;
}

/** The names of a place beside those of loopback, as `URL.hostname` spells them. */
export function listOwnNames({ host = loopback, allowHosts = [] }: ListenPlace): ReadonlySet<string> {
  const names = [nameReachably(host), ...allowHosts.map((name) => readHostname(name) ?? name)];
  return new Set(names.filter((name) => !isLoopback(name)));
}

/** What is to be said of a host that others than this machine may reach; undefined for loopback. */
export function describeWarning(host: string, url: string): string | undefined {
  if (isLoopback(readHostname(host) ?? host)) return undefined;
  const { port } = new URL(url);
  return `Warning: the emulator listens on ${host}. Whoever reaches port ${port} there can use it and its controls, so give it throw-away credentials only.`;
}
