import type { IncomingMessage, ServerResponse } from "node:http";
import querystring from "node:querystring";

/** One request, and where its answer is written. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** Where something answers. */
export interface Place {
  readonly method: string;
  /** With a group for each field of the path. */
  readonly pattern: RegExp;
}

/** The pattern of a path in which `{field}` stands for text without a slash, or for what `forms` has for it. */
export function toPattern(path: string, forms: Readonly<Record<string, string>> = {}): RegExp {
  const source = path.replace(/\{(\w+)\}/g, (_, field: string) => `(?<${field}>${forms[field] ?? "[^/]+"})`);
  return new RegExp(`^${source}$`);
}

/** The first route that is at the method and path, with the path's fields. */
export function findRoute<Route extends Place>(
  routes: readonly Route[],
  method: string | undefined,
  path: string,
): { readonly route: Route; readonly fields: Record<string, string> } | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match !== null) return { route, fields: decodeFields(match.groups) };
  }
  return undefined;
}

function decodeFields(groups: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, querystring.unescape(text)]));
}

/** The path and the query of a request's target, as they came. */
export function splitTarget({ url = "/" }: IncomingMessage): { path: string; query: string } {
  const end = url.indexOf("?");
  return end < 0 ? { path: url, query: "" } : { path: url.slice(0, end), query: url.slice(end + 1) };
}

/** The fields of a query; of several values for one name, the first. */
export function parseQuery(query: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(query)].reverse());
}
