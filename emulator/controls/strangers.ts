import type { IncomingHttpHeaders } from "node:http";
import { isLoopback } from "../../provider/loopback";
import { ControlError } from "./error";

/**
 * Throws for a call that a web page may have made. The controls need no signature, so the only thing
 * between a running test and any page that is open in a browser here is what a browser always says:
 * where the page comes from (Origin), and under which name it knows this machine (Host).
 */
export function refuseStrangers({ host = "", origin }: IncomingHttpHeaders): void {
  if (!isHere(`http://${host}`)) throw stranger("Host", host);
  if (origin !== undefined && !isHere(origin)) throw stranger("Origin", origin);
}

function isHere(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && isLoopback(url.hostname);
}

function stranger(header: string, value: string): ControlError {
  const found = JSON.stringify(value.slice(0, 200));
  const expected = "127.0.0.1, localhost or [::1], with any port";
  return new ControlError(
    `the controls are for this machine alone: the ${header} header is ${found}, and must be ${expected}`,
    403,
  );
}
