import { toPolicy } from "../rule";
import { findSecrets } from "../secrets/findSecrets";
import { createNameTest, harmlessNames, secretNames } from "../secrets/names";

/** Arguments that are stored, listed by NCP or printed as they are. */
const plainArguments = ["startUrl", "excludeUrls", "memo", "triggers"] as const;

const names = { type: "array", items: { type: "string" } } as const;

export const plainSecrets = toPolicy<{ names: readonly string[]; except: readonly string[] }>({
  name: "plain-secrets",
  description: "No URL, memo or trigger holds what looks like a secret.",
  types: ["wsc:ScanJob", "filesafer:FileInspection"],
  config: {
    names: {
      description: "Names of secret values, in small letters and words; `*` stands for any words before.",
      ...names,
      default: secretNames,
    },
    except: {
      description: "Names that are none although `names` has them.",
      ...names,
      default: harmlessNames,
    },
  },
  findProblems(inputs, config) {
    const isSecretName = createNameTest(config.names, config.except);
    return plainArguments.flatMap((argument) => findSecrets(inputs[argument], argument, isSecretName));
  },
});
