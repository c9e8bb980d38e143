import { Secret } from "../secret";
import { configureFile, fileNames, readKeysFromFile } from "./configureFile";
import { type Credentials, environmentNames, type FoundKeys, readKeysFromEnvironment } from "./credentials";
import { IniProblem } from "./ini";
import { givenPlace, isGiven, type SettingsReader, type SettingsSources } from "./reader";
import { accessKeySchema, settingRules } from "./rules";

type Half = "accessKey" | "secretKey";

/** A place where key pairs are kept. */
interface Place {
  readonly name: string;
  /** What this place calls a half. */
  readonly names: Readonly<Record<Half, string>>;
  readonly read: () => FoundKeys;
}

/**
 * The key pair of the first place that has any of it; a place with half a pair is a problem, not skipped.
 * A profile that is given is such a place; one in the environment only tells what to read in the file.
 */
export function findKeys(reader: SettingsReader, sources: SettingsSources): Credentials | undefined {
  const known = reader.problems.length;
  const [given, environment, file] = listPlaces(reader, sources);
  for (const place of isGiven(sources, "profile") ? [given, file] : [given, environment, file]) {
    const found = place.read();
    // A given half that is empty or unknown: neither usable nor absent.
    if (reader.problems.length > known) return undefined;
    if (found.accessKey !== undefined || found.secretKey !== undefined) return makePair(found, place, reader);
  }
  reader.problems.push(`there is no access key. Set accessKey and secretKey ${placesForKeys}`);
  return undefined;
}

function listPlaces(reader: SettingsReader, sources: SettingsSources): [Place, Place, Place] {
  return [
    {
      name: givenPlace,
      names: {
        accessKey: "accessKey (`pulumi config set ncloud-security:accessKey`)",
        secretKey: "secretKey (`pulumi config set --secret ncloud-security:secretKey`)",
      },
      read: () => ({ accessKey: reader.given("accessKey"), secretKey: reader.given("secretKey") }),
    },
    {
      name: "the environment",
      names: {
        accessKey: environmentNames.accessKey.join(" or "),
        secretKey: environmentNames.secretKey.join(" or "),
      },
      read: () => readKeysFromEnvironment(sources.environment),
    },
    { name: configureFile, names: fileNames, read: () => readFile(reader, sources) },
  ];
}

function readFile(reader: SettingsReader, sources: SettingsSources): FoundKeys {
  const profile = reader.read(settingRules.profile);
  if (profile === undefined && isGiven(sources, settingRules.profile.key)) return {};
  try {
    return readKeysFromFile(sources.file(), profile);
  } catch (error) {
    if (!(error instanceof IniProblem)) throw error;
    reader.problems.push(`${configureFile}: ${error.message}`);
    return {};
  }
}

function makePair(
  { accessKey, secretKey, site, from }: FoundKeys,
  { name, names }: Place,
  reader: SettingsReader,
): Credentials | undefined {
  const place = { names, name: from ?? name };
  if (accessKey === undefined || secretKey === undefined) {
    reader.problems.push(describeHalfMissing(accessKey === undefined ? "accessKey" : "secretKey", place));
    return undefined;
  }
  const fault = accessKeySchema.safeParse(accessKey).error?.issues[0]?.message;
  if (fault !== undefined) reader.problems.push(`accessKey: ${fault} (given in ${place.name})`);
  const keys = { accessKey: new Secret(accessKey), secretKey: new Secret(secretKey), from: place.name };
  return { kind: "keys", keys, site };
}

function describeHalfMissing(missing: Half, { name, names }: Pick<Place, "name" | "names">): string {
  const present = missing === "accessKey" ? "secretKey" : "accessKey";
  const rule = "An access key and its secret always come from the same place";
  return `${missing}: missing in ${name}, where ${present} is set. ${rule}: set ${names[missing]} there too`;
}

const placesForKeys = [
  "with `pulumi config set ncloud-security:accessKey` and `pulumi config set --secret ncloud-security:secretKey`",
  "as arguments of the Provider (one of your own does not read the stack's configuration)",
  `in the environment (${environmentNames.accessKey[0]} and ${environmentNames.secretKey[0]})`,
  `or in ${configureFile} (${fileNames.accessKey} and ${fileNames.secretKey})`,
].join(", ");
