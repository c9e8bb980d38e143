import { fileNames, keysFromFile } from "./configureFile";
import { type Credentials, environmentNames, type FoundKeys, keysFromEnvironment } from "./credentials";
import { Secret } from "./secret";
import { accessKeySchema } from "./settingRules";
import { givenPlace, type SettingsReader, type SettingsSources } from "./settingsReader";

type Half = keyof FoundKeys;

/** A place where key pairs are kept. */
interface Place {
  readonly name: string;
  /** What this place calls a half. */
  readonly names: Readonly<Record<Half, string>>;
  readonly read: () => FoundKeys;
}

/** The key pair of the first place that has any of it; a place with half a pair is a problem, not skipped. */
export function findKeys(reader: SettingsReader, sources: SettingsSources): Credentials | undefined {
  const known = reader.problems.length;
  for (const place of placesOf(reader, sources)) {
    const found = place.read();
    // A given half that is empty or unknown: neither usable nor absent.
    if (reader.problems.length > known) return undefined;
    if (found.accessKey !== undefined || found.secretKey !== undefined) return pairOf(found, place, reader);
  }
  reader.problems.push(`there is no access key. Set accessKey and secretKey ${placesForKeys}`);
  return undefined;
}

function placesOf(reader: SettingsReader, sources: SettingsSources): Place[] {
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
      read: () => keysFromEnvironment(sources.environment),
    },
    { name: "~/.ncloud/configure", names: fileNames, read: () => keysFromFile(sources.file() ?? "") },
  ];
}

function pairOf(
  { accessKey, secretKey }: FoundKeys,
  place: Place,
  reader: SettingsReader,
): Credentials | undefined {
  if (accessKey === undefined || secretKey === undefined) {
    reader.problems.push(halfMissing(accessKey === undefined ? "accessKey" : "secretKey", place));
    return undefined;
  }
  const fault = accessKeySchema.safeParse(accessKey).error?.issues[0]?.message;
  if (fault !== undefined) reader.problems.push(`accessKey: ${fault} (given in ${place.name})`);
  const keys = { accessKey: new Secret(accessKey), secretKey: new Secret(secretKey), from: place.name };
  return { kind: "keys", keys };
}

function halfMissing(missing: Half, { name, names }: Place): string {
  const present = missing === "accessKey" ? "secretKey" : "accessKey";
  const rule = "An access key and its secret always come from the same place";
  return `${missing}: missing in ${name}, where ${present} is set. ${rule}: set ${names[missing]} there too`;
}

const placesForKeys = [
  "with `pulumi config set ncloud-security:accessKey` and `pulumi config set --secret ncloud-security:secretKey`",
  "as arguments of the Provider (one of your own does not read the stack's configuration)",
  `in the environment (${environmentNames.accessKey[0]} and ${environmentNames.secretKey[0]})`,
  `or in ~/.ncloud/configure (${fileNames.accessKey} and ${fileNames.secretKey})`,
].join(", ");
