import type { GatewayRequest } from "./request";

/**
 * Path and query as they travel, and so as they are signed. Spaces become %20: a server that
 * reads "+" as a plus sign would see another value than the one that was signed.
 */
export function buildTarget(
  basePath: string,
  { path, query }: Pick<GatewayRequest, "path" | "query">,
): string {
  const text = query === undefined ? "" : encodeQuery(query);
  return `${basePath}${path}${text === "" ? "" : `?${text}`}`;
}

function encodeQuery(query: NonNullable<GatewayRequest["query"]>): string {
  const entries = Object.entries(query).flatMap<[string, string]>(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(entries).toString().replaceAll("+", "%20");
}
