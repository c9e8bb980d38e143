import type { IncomingHttpHeaders } from "node:http";
import { isLoopback } from "../../provider/ncp/settings/loopback";
import { ControlError } from "./error";

/**
 * Throws for a call that a web page may have made. The controls need no signature, so the only thing
 * between a running test and any page that is open in a browser here is what a browser always says:
 * where the page comes from (Origin), and under which name it knows this machine (Host). Both must be
 * of loopback, or one of `names`.
 */
export function refuseStrangers(
  { host = "", origin }: IncomingHttpHeaders,
  names: ReadonlySet<string>,
): void {
  if (!isKnown(`http://${host}`, names)) throw describeStranger("Host", host, names);
  if (origin !== undefined && !isKnown(origin, names)) throw describeStranger("Origin", origin, names);
}

function isKnown(address: string, names: ReadonlySet<string>): boolean {
  const url = URL.parse(address);
  return url !== null && (isLoopback(url.hostname) || names.has(url.hostname));
}

function describeStranger(header: string, value: string, names: ReadonlySet<string>): ControlError {
  const found = JSON.stringify(value.slice(0, 200));
  const expected = ["127.0.0.1", "localhost", "[::1]", ...names].join(", ");
  return new ControlError(
    `the controls answer under known names alone: the ${header} header is ${found}, and must be one of ${expected}, with any port; --allow-host (allowHosts) adds to these`,
    403,
  );
}
