import * as pulumi from "@pulumi/pulumi";
import type { ResourceName } from "../../provider/names";
import { resources } from "../../provider/resources/facts";
import { tokenOf } from "../../provider/shells/dynamic/text";

/** The resources of one run by what they set; a run is known by its root stack resource. */
const runs = new WeakMap<object, Map<string, Map<unknown, string>>>();

/**
 * Refuses a second resource for the same setting: both would write it at every update. Works where
 * the filter is a plain value; one that comes from another resource cannot be compared here.
 */
export function claimFilter(
  resource: ResourceName,
  name: string,
  filter: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions = {},
): void {
  const run = pulumi.runtime.getStackResource();
  if (typeof filter !== "string" || run === undefined) return;
  const owners = ownersOf(run, `${resource} ${filter}`);
  const provider = opts.provider ?? opts.parent?.getProvider(tokenOf(resources[resource].module, resource));
  const other = owners.get(provider);
  if (other !== undefined) {
    throw new pulumi.RunError(
      `${resource} "${name}": the resource "${other}" already sets the ${filter} filter of this account. ` +
        "Keep one of them, or give them different providers.",
    );
  }
  owners.set(provider, name);
}

function ownersOf(run: object, setting: string): Map<unknown, string> {
  const settings = runs.get(run) ?? new Map<string, Map<unknown, string>>();
  runs.set(run, settings);
  const owners = settings.get(setting) ?? new Map<unknown, string>();
  settings.set(setting, owners);
  return owners;
}
