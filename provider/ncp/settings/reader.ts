import type { z } from "zod";
import { unknownValue } from "../../names";
import { type Environment, readEnvironment } from "./credentials";
import type { SettingRule } from "./rules";

export interface SettingsSources {
  /**
   * A Provider's arguments, or the stack's configuration: text as it is, everything else as
   * JSON text, undefined where nothing is given.
   */
  readonly given: (key: string) => string | undefined;
  /** Usually `process.env`. */
  readonly environment: Environment;
  /** The text of `~/.ncloud/configure`; asked only when no other place has keys. */
  readonly file: () => string | undefined;
}

interface Found {
  readonly value: string;
  /** The place, in words. */
  readonly from: string;
}

export function isGiven(sources: SettingsSources, key: string): boolean {
  return sources.given(key) !== undefined;
}

export const givenPlace = "the Provider's arguments or the stack's configuration";

/** Reads settings one by one and keeps every problem, so that all are reported at once. */
export class SettingsReader {
  readonly problems: string[] = [];

  constructor(private readonly sources: SettingsSources) {}

  /** The value, or undefined if it is nowhere or wrong; the latter is noted. */
  read<Schema extends z.ZodType>(rule: SettingRule<Schema>): z.output<Schema> | undefined {
    const found = this.find(rule);
    if (found === undefined) return undefined;
    const parsed = rule.schema.safeParse(rule.json ? parseJsonSetting(found.value) : found.value);
    if (parsed.success) return parsed.data;
    this.problems.push(describeProblem(rule, found, parsed.error));
    return undefined;
  }

  /** A given value that may be used: notes one that is unknown or empty, and answers undefined. */
  given(key: string): string | undefined {
    const value = this.sources.given(key)?.trim();
    if (value === undefined) return undefined;
    if (value.includes(unknownValue)) {
      this.problems.push(
        `${key}: the value is not known yet during preview; use one that exists before the update`,
      );
      return undefined;
    }
    if (value !== "") return value;
    this.problems.push(
      `${key}: is given, but empty. Leave it out to use the environment, or set it ${describePlacesToSet(key)}`,
    );
    return undefined;
  }

  private find({ key, environment = [] }: SettingRule): Found | undefined {
    if (this.sources.given(key) !== undefined) {
      const value = this.given(key);
      return value === undefined ? undefined : { value, from: givenPlace };
    }
    const value = readEnvironment(this.sources.environment, environment);
    return value === undefined ? undefined : { value, from: "the environment" };
  }
}

/** The ways to set a key, as the end of "set it ...". */
export function describePlacesToSet(
  key: string,
  environment: readonly string[] = [],
  secret = false,
): string {
  const command = `with \`pulumi config set ${secret ? "--secret " : ""}ncloud-security:${key}\``;
  const variable = environment.length === 0 ? [] : [`in the environment as ${environment.join(" or ")}`];
  return [command, `as the Provider's argument ${key}`, ...variable].join(", ");
}

function describeProblem(rule: SettingRule, found: Found, error: z.ZodError): string {
  const { key, secret = false, environment } = rule;
  const issues = error.issues
    .map(({ path, message }) => `${[key, ...path].join(".")}: ${message}`)
    .join("; ");
  const given = secret ? "" : ` "${describeValue(found.value)}"`;
  const where = describePlacesToSet(key, environment, secret);
  return `${issues} (given${given} in ${found.from}; allowed: ${rule.allowed}). Set it ${where}`;
}

/** Bounded, and without the password that someone may have put into a URL. */
function describeValue(value: string): string {
  const safe = value.replace(/\/\/[^/\s"]*@/g, "//[secret]@");
  return safe.length > 100 ? `${safe.slice(0, 100)}...` : safe;
}

function parseJsonSetting(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
