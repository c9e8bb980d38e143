import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "../errors";
import type { FoundKeys } from "./credentials";
import { siteOfUrl } from "./endpoints";
import { IniProblem, parseIni, type Section, titleOf, valueIn } from "./ini";
import { placesToSet } from "./reader";
import { settingRules } from "./rules";

export const configureFile = "~/.ncloud/configure";

/** As NCP's SDKs have them. */
export const fileNames = {
  accessKey: "ncloud_access_key_id",
  secretKey: "ncloud_secret_access_key",
} as const;

/** As NCP's command line tools have it; the SDKs do not know it. */
const apiUrlName = "ncloud_api_url";

/** The section that NCP's command line tools read where no profile is named. */
const defaultSection = "DEFAULT";

/**
 * The keys that a `~/.ncloud/configure` file has for a profile. NCP's own readers of the file differ:
 * its command line tools read one section, its Go SDK the last line of a name in any section, its
 * JavaScript SDK the lines before the first one. So where several sections could be meant, none is.
 *
 * @throws IniProblem for a file that cannot be understood, or leaves open which keys are meant.
 */
export function keysFromFile(text: string | undefined, profile: string | undefined): FoundKeys {
  const sections = parseIni(text ?? "").filter(({ name, entries }) => name !== "" || entries.length > 0);
  if (text === undefined && profile !== undefined) throw missing(profile, "the file does not exist");
  const section = profile === undefined ? decidingSection(sections) : namedSection(sections, profile);
  return section === undefined ? {} : keysIn(section);
}

function keysIn(section: Section): FoundKeys {
  return {
    accessKey: valueIn(section, fileNames.accessKey),
    secretKey: valueIn(section, fileNames.secretKey),
    site: siteOfUrl(valueIn(section, apiUrlName)),
    from: section.name === "" ? configureFile : `${titleOf(section)} of ${configureFile}`,
  };
}

function isDefault({ name }: Section): boolean {
  return name === "" || name === defaultSection;
}

function holdsKeys({ entries }: Section): boolean {
  const names: readonly string[] = Object.values(fileNames);
  return entries.some(({ name }) => names.includes(name));
}

function decidingSection(sections: readonly Section[]): Section | undefined {
  const holding = sections.filter(holdsKeys);
  const defaults = holding.filter(isDefault);
  const candidates = defaults.length > 0 ? defaults : holding;
  const [first] = candidates;
  if (new Set(candidates.map(contentOf)).size <= 1) return first;
  throw new IniProblem(
    `${candidates.map(titleOf).join(" and ")} hold different keys: name the section that is meant. Set profile ${waysToChoose}`,
  );
}

function contentOf(section: Section): string {
  const { from: _from, ...content } = keysIn(section);
  return JSON.stringify(content);
}

function namedSection(sections: readonly Section[], profile: string): Section {
  const named =
    sections.find(({ name }) => name === profile) ??
    sections.find((section) => profile === defaultSection && isDefault(section));
  if (named === undefined) throw missing(profile, `it has ${sections.map(titleOf).join(", ") || "none"}`);
  if (holdsKeys(named)) return named;
  throw new IniProblem(`${titleOf(named)} holds neither ${Object.values(fileNames).join(" nor ")}`);
}

function missing(profile: string, instead: string): IniProblem {
  return new IniProblem(`has no section [${profile}]: ${instead}. Set profile ${waysToChoose}`);
}

const { key, environment } = settingRules.profile;
const waysToChoose = placesToSet(key, environment);

/** The text of `~/.ncloud/configure`, or undefined if there is no such file. */
export function readConfigureFile(path = join(homedir(), ".ncloud", "configure")): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new ConfigurationError(`${path} cannot be read (${code})`, {
      hint: "Make it readable, or give accessKey and secretKey in another way",
    });
  }
}
