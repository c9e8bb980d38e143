import * as pulumi from "@pulumi/pulumi";
import type { Given } from "../../provider/accounts/account";
import { collectSettings, configNamespace } from "../../provider/names";
import { ConfigurationError } from "../../provider/ncp/errors";
import { readKnownValue } from "../knownValue";
import { findSettings } from "../provider";

/**
 * The settings that a query takes before environment and file: a Provider's arguments, or without
 * one the stack's configuration. Not marked secret, because an answer is not made of them; they stay
 * inside the query.
 */
export function readSettings(provider: pulumi.ProviderResource | undefined): pulumi.Output<Given> {
  if (provider === undefined) return pulumi.output(readStackSettings());
  const settings = findSettings(provider);
  if (settings === undefined) throw explainForeignProvider();
  return pulumi.unsecret(pulumi.output(settings));
}

/** The same, now. Throws a ConfigurationError naming what a preview does not know yet. */
export async function readKnownSettings(provider: pulumi.ProviderResource | undefined): Promise<Given> {
  const known = await readKnownValue(readSettings(provider));
  if (known !== undefined || provider === undefined) return known ?? {};
  const entries = Object.entries(findSettings(provider) ?? {});
  const values = await Promise.all(entries.map(([, value]) => readKnownValue(value)));
  const unknown = entries.filter((_, index) => values[index] === undefined).map(([key]) => key);
  throw new ConfigurationError(
    `${unknown.join(" and ")} of the provider cannot be known before an update creates what it comes from`,
    { hint: "Use the form of this query that ends in Output: its answer is then unknown too" },
  );
}

function readStackSettings(): Given {
  const config = new pulumi.Config(configNamespace);
  return collectSettings((key) => config.get(key));
}

function explainForeignProvider(): ConfigurationError {
  return new ConfigurationError("the provider of the query belongs to another package", {
    hint: "Give the query a Provider of pulumi-ncloud-security in its options",
  });
}
