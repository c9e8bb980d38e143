import { configKeys, secretConfigKeys } from "../../dist/provider/names.js";
import { describeAtLength } from "./descriptions.mts";
import type { Sdk } from "./sdk.mts";
import type { Properties, ResourceSpec } from "./spec.mts";
import type { Types } from "./types.mts";

/** The module of what belongs to none: in `config`, Python could not reach a type. */
const module = "index";

/** The arguments of a Provider, which are the settings of a stack too. */
export function describeSettings(sdk: Sdk, types: Types): Properties {
  const properties = sdk.listProperties(sdk.find("ProviderArgs"));
  const ordered = configKeys.flatMap((key) => properties.filter(({ name }) => name === key));
  const settings = types.describeObject(ordered, { module, name: "Provider" }).properties;
  return { ...settings, ...markSecret(settings) };
}

function markSecret(settings: Properties): Properties {
  const secret = secretConfigKeys.flatMap((key) => {
    const setting = settings[key];
    return setting === undefined ? [] : [[key, { ...setting, secret: true as const }]];
  });
  return Object.fromEntries(secret);
}

/** Of a provider the engine keeps text only. */
export function describeProvider(sdk: Sdk, settings: Properties): ResourceSpec {
  const texts = Object.entries(settings).filter(([, { type }]) => type === "string");
  return {
    description: describeAtLength(sdk, sdk.find("Provider")),
    inputProperties: settings,
    requiredInputs: [],
    properties: Object.fromEntries(texts),
    required: [],
  };
}
