import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "../errors";
import type { FoundKeys } from "./credentials";
import { findSite } from "./endpoints";
import { describeTitle, IniProblem, parseIni, readValue, type Section } from "./ini";
import { describePlacesToSet } from "./reader";
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
export function readKeysFromFile(text: string | undefined, profile: string | undefined): FoundKeys {
  const sections = parseIni(text ?? "").filter(({ name, entries }) => name !== "" || entries.length > 0);
  if (text === undefined && profile !== undefined) throw missing(profile, "the file does not exist");
  const section = profile === undefined ? findDecidingSection(sections) : findNamedSection(sections, profile);
  return section === undefined ? {} : readKeysIn(section);
}

function readKeysIn(section: Section): FoundKeys {
  return {
    accessKey: readValue(section, fileNames.accessKey),
    secretKey: readValue(section, fileNames.secretKey),
    site: findSite(readValue(section, apiUrlName)),
    from: section.name === "" ? configureFile : `${describeTitle(section)} of ${configureFile}`,
  };
}

function isDefault({ name }: Section): boolean {
  return name === "" || name === defaultSection;
}

function holdsKeys({ entries }: Section): boolean {
  const names: readonly string[] = Object.values(fileNames);
  return entries.some(({ name }) => names.includes(name));
}

function findDecidingSection(sections: readonly Section[]): Section | undefined {
  const holding = sections.filter(holdsKeys);
  const defaults = holding.filter(isDefault);
  const candidates = defaults.length > 0 ? defaults : holding;
  const [first] = candidates;
  if (new Set(candidates.map(contentOf)).size <= 1) return first;
  throw new IniProblem(
    `${candidates.map(describeTitle).join(" and ")} hold different keys: name the section that is meant. Set profile ${waysToChoose}`,
  );
}

function contentOf(section: Section): string {
  const { from: _from, ...content } = readKeysIn(section);
  return JSON.stringify(content);
}

function findNamedSection(sections: readonly Section[], profile: string): Section {
  const named =
    sections.find(({ name }) => name === profile) ??
    sections.find((section) => profile === defaultSection && isDefault(section));
  if (named === undefined)
    throw missing(profile, `it has ${sections.map(describeTitle).join(", ") || "none"}`);
  if (holdsKeys(named)) return named;
  throw new IniProblem(`${describeTitle(named)} holds neither ${Object.values(fileNames).join(" nor ")}`);
}

function missing(profile: string, instead: string): IniProblem {
  return new IniProblem(`has no section [${profile}]: ${instead}. Set profile ${waysToChoose}`);
}

const { key, environment } = settingRules.profile;
const waysToChoose = describePlacesToSet(key, environment);

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
