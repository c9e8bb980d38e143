import type { SarifLocation } from "./types";

/**
 * Gives addresses relative to their sites. SARIF recommends that for addresses on servers, and code
 * scanning of GitHub refuses absolute ones.
 */
export class Sites {
  private readonly ids = new Map<string, string>();

  locate(url: URL): SarifLocation {
    return locateFinding({ uri: makeRelative(url), uriBaseId: this.idOf(url) });
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

/** Where the report names neither an address nor a target: code scanning refuses a result that is nowhere. */
export const nowhere: SarifLocation = {
  ...locateFinding({ uri: "unknown-target" }),
  message: { text: "The report names neither an address nor the target of the scan." },
};

/** An address has no lines, and code scanning wants all four. */
function locateFinding(
  artifactLocation: SarifLocation["physicalLocation"]["artifactLocation"],
): Pick<SarifLocation, "physicalLocation"> {
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  return { physicalLocation: { artifactLocation, region } };
}

/** The address as text, with nothing in it that a URI must not have. Names and passwords are left out. */
export function formatAddress(url: URL): string {
  return `${url.origin}${escapeHtml(url.pathname + url.search + url.hash)}`;
}

function makeRelative({ pathname, search, hash }: URL): string {
  const path = escapeHtml(pathname.slice(1) + search + hash);
  // Without "./" the first would name nothing, the second another host, and the third a scheme.
  return path === "" || /^[/?#]/.test(path) || /^[^/?#]*:/.test(path) ? `./${path}` : path;
}

/** URL leaves some characters alone that RFC 3986 does not allow. */
function escapeHtml(text: string): string {
  const marked = text.replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character));
  return marked.replace(/%(?![0-9a-f]{2})/gi, "%25").replace(/(?<=#.*)#/g, "%23");
}
