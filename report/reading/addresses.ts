import type { Report } from "../report";
import { findRisk, type Risk } from "./risks";
import { isFields, toText } from "./values";

/** An address that `Details` names, with what stands around it. */
export interface Address {
  readonly url: URL;
  /** As the report writes it, without a name and a password. */
  readonly text: string;
  readonly category?: string;
  readonly risk?: Risk;
  readonly parameter?: string;
  /** The part of `Details` that it comes from. */
  readonly details: unknown;
}

/** What is known on the way down to an address. */
type Surroundings = Pick<Address, "category" | "risk">;

/**
 * Finds the addresses in `Details`, whatever its shape. Those of other hosts than the scanned ones
 * are not findings but references, redirects and the like.
 */
export function findAddresses(report: Report, names: ReadonlySet<string>): Address[] {
  const finder = new Finder(names, listScannedHosts(report));
  return finder.inside(report.Details, {});
}

/** The address that the scan started from; where the report names only a host, its site. */
export function readTarget(report: Report): URL | undefined {
  return nameSite(toText(report.Target_Info).trim());
}

class Finder {
  constructor(
    private readonly names: ReadonlySet<string>,
    private readonly hosts: ReadonlySet<string>,
  ) {}

  inside(value: unknown, around: Surroundings): Address[] {
    if (typeof value === "string") return this.inText(value, value, around);
    if (Array.isArray(value)) return value.flatMap((item) => this.inside(item, around));
    return isFields(value) ? this.inFields(value, around) : [];
  }

  /** An object that names an address is one finding, unless it lists findings itself. */
  private inFields(value: Record<string, unknown>, around: Surroundings): Address[] {
    const here = { ...around, ...this.said(value) };
    const entries = Object.entries(value);
    const isList = ([, inner]: [string, unknown]) => Array.isArray(inner);
    const below = (fields: [string, unknown][]) =>
      fields.flatMap(([key, inner]) => this.under(key, inner, here));
    const listed = below(entries.filter(isList));
    if (listed.length > 0) return listed;
    const [found] = entries.flatMap(([key, inner]) => (this.groups(key) ? [] : this.addressIn(inner)));
    if (found !== undefined) return [{ ...here, ...found, parameter: readParameter(value), details: value }];
    return below(entries.filter((entry) => !isList(entry)));
  }

  /** True when a key names what is below it, rather than a field of one finding. */
  private groups(key: string): boolean {
    return this.names.has(key) || findRisk(key) !== undefined;
  }

  private under(key: string, value: unknown, around: Surroundings): Address[] {
    const addressed = this.inText(key, value, { ...around, ...(isFields(value) ? this.said(value) : {}) });
    if (addressed.length > 0) return addressed;
    const category = around.category ?? (this.names.has(key) ? key : undefined);
    return this.inside(value, { category, risk: findRisk(key) ?? around.risk });
  }

  private inText(text: string, details: unknown, around: Surroundings): Address[] {
    return this.addressIn(text).map((found) => ({ ...around, ...found, details }));
  }

  /** The risk and the vulnerability that an object's own fields name. */
  private said(value: Record<string, unknown>): Surroundings {
    const entries = Object.entries(value);
    const risk = entries.find(([key]) => /risk|severity|level/i.test(key))?.[1];
    const category = entries.map(([, field]) => field).find((field) => this.isName(field));
    return { ...(findRisk(risk) && { risk: findRisk(risk) }), ...(this.isName(category) && { category }) };
  }

  private isName(value: unknown): value is string {
    return typeof value === "string" && this.names.has(value);
  }

  /** The first address of a scanned host in a text, as a list that may be empty. */
  private addressIn(text: unknown): Written[] {
    if (typeof text !== "string") return [];
    const candidates = writtenIn(text.trim()).flatMap((written) => {
      const url = parseUrl(written.replaceAll("\t", "%09"));
      return url === undefined ? [] : [{ url, text: dropLogin(written) }];
    });
    return candidates.filter(({ url }) => this.isScanned(url)).slice(0, 1);
  }

  private isScanned({ hostname }: URL): boolean {
    return this.hosts.size === 0 || this.hosts.has(hostname);
  }
}

type Written = Pick<Address, "url" | "text">;

/** What may be addresses in a text: all of it, the address of a request's first line, or single words. */
function writtenIn(text: string): string[] {
  const request = /^[A-Z]+ (https?:\/\/.+) HTTP\/[\d.]+$/i.exec(text)?.[1];
  if (request !== undefined) return [request];
  return isOneAddress(text) ? [text] : text.split(/\s+/).map(withoutPunctuation);
}

/**
 * A scanner writes an address as it was sent, with blanks that a URI would not have. Where another one
 * follows, it is a list.
 */
function isOneAddress(text: string): boolean {
  return /^https?:\/\/\S/i.test(text) && !/[\r\n]|\shttps?:\/\//i.test(text);
}

function dropLogin(address: string): string {
  return address.replace(/^(https?:\/\/)[^/?#]*@/i, "$1");
}

/** A word of a sentence, without the brackets and full stops around it. */
function withoutPunctuation(word: string): string {
  return word.replace(/^[("'<[]+/, "").replace(/[)"'>\],.;]+$/, "");
}

function readParameter(value: Record<string, unknown>): string | undefined {
  const parameter = Object.entries(value).find(([key]) => /^param/i.test(key))?.[1];
  return typeof parameter === "string" ? parameter : undefined;
}

function listScannedHosts(report: Report): ReadonlySet<string> {
  const listed: unknown[] = Array.isArray(report.Scanned_Domain_List) ? report.Scanned_Domain_List : [];
  const hosts = [report.Target_Info, ...listed].map((name) => readHostOf(toText(name).trim()));
  return new Set(hosts.filter((host) => host !== undefined));
}

function readHostOf(name: string): string | undefined {
  return nameSite(name)?.hostname;
}

function nameSite(name: string): URL | undefined {
  return parseUrl(name) ?? parseUrl(`http://${name}`);
}

function parseUrl(text: string): URL | undefined {
  return /^https?:\/\//i.test(text) ? (URL.parse(text) ?? undefined) : undefined;
}
