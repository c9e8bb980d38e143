import type { Context } from "../kit/lifecycle";
import { readName } from "../kit/owner";
import { showArgument } from "../kit/secretArguments";
import type { ScanJobInputs } from "./inputs";

/** What may be scanned once at a time: a host and port (inferred). Undefined for what is no URL. */
export function toHostAndPort(url: string | undefined): string | undefined {
  const { protocol, hostname, port } = (url === undefined ? null : URL.parse(url)) ?? {};
  if (hostname === undefined) return undefined;
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}

/** The host as the URL spells it: a search looks for text, and URLs that mean the same may differ in it. */
export function readHost(url: string): string {
  return /^[^:/?#]+:\/\/(?:[^/?#]*@)?([^/?#:]*|\[[^\]]*\])/.exec(url)?.[1] ?? url;
}

/** A URL of a scan as it is shown: not at all where the program keeps it secret. */
export function showSite(
  ctx: Pick<Context, "secretArguments">,
  { startUrl }: Pick<ScanJobInputs, "startUrl">,
  url: string | undefined = startUrl,
): string {
  return showArgument(ctx, "startUrl", describeSite(url));
}

/** Without the query, which may hold a secret. */
function describeSite(url: string | undefined): string {
  if (url === undefined) return "a URL that cannot be read";
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** Lines of a dynamic provider stand at the stack, so each has to say which resource it is about. */
export function introduce({ owner }: Pick<ScanJobInputs, "owner">): string {
  return owner === undefined ? "" : `ScanJob "${readName(owner)}": `;
}
