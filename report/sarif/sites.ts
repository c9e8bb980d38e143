import type { SarifLocation } from "./types";

/**
 * Gives addresses relative to their sites. SARIF recommends that for addresses on servers, and code
 * scanning of GitHub refuses absolute ones.
 */
export class Sites {
  private readonly ids = new Map<string, string>();

  locate(url: URL): SarifLocation {
    return { physicalLocation: { artifactLocation: { uri: relative(url), uriBaseId: this.idOf(url) } } };
  }

  baseIds(): Record<string, { uri: string }> {
    return Object.fromEntries([...this.ids].map(([origin, id]) => [id, { uri: `${origin}/` }]));
  }

  private idOf({ origin }: URL): string {
    const id = this.ids.get(origin) ?? `SITE_${this.ids.size + 1}`;
    this.ids.set(origin, id);
    return id;
  }
}

/** The address as text, with nothing in it that a URI must not have. Names and passwords are left out. */
export function addressText(url: URL): string {
  return `${url.origin}${escaped(url.pathname + url.search + url.hash)}`;
}

function relative({ pathname, search, hash }: URL): string {
  const path = escaped(pathname.slice(1) + search + hash);
  // Without "./" the first would name nothing, the second another host, and the third a scheme.
  return path === "" || /^[/?#]/.test(path) || /^[^/?#]*:/.test(path) ? `./${path}` : path;
}

/** URL leaves some characters alone that RFC 3986 does not allow. */
function escaped(text: string): string {
  const marked = text.replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character));
  return marked.replace(/%(?![0-9a-f]{2})/gi, "%25").replace(/(?<=#.*)#/g, "%23");
}
