import * as pulumi from "@pulumi/pulumi";
import type { QueryOutputOptions } from "./options";

/**
 * Known when everything exists that a query comes after: the resources of `dependsOn` and those that
 * its arguments come from. It carries these resources on, and is never secret.
 */
export function awaitExistence(
  args: pulumi.Output<unknown>,
  dependsOn: QueryOutputOptions["dependsOn"] = [],
): pulumi.Output<unknown> {
  const named = pulumi.output<pulumi.Input<pulumi.Resource>[] | pulumi.Resource>(dependsOn);
  const ids = named.apply(async (resources) => {
    const implied = [await pulumi.getAllResources(args), await pulumi.getAllResources(named)];
    return listIds(new Set([resources, ...implied.map((set) => [...set])].flat()));
  });
  return pulumi.unsecret(ids);
}

async function listIds(resources: Iterable<pulumi.Resource>): Promise<pulumi.Output<unknown>> {
  const ids = new Map<pulumi.Resource, pulumi.Output<string>>();
  await collect(resources, ids);
  return pulumi.all([...ids.values()]);
}

/** Adds what is known of a resource once it exists; a component exists when all that it is made of does. */
async function collect(
  resources: Iterable<pulumi.Resource>,
  ids: Map<pulumi.Resource, pulumi.Output<string>>,
): Promise<void> {
  for (const resource of resources) {
    if (ids.has(resource)) continue;
    ids.set(resource, readId(resource));
    if (!pulumi.CustomResource.isInstance(resource)) await collect(await listChildren(resource), ids);
  }
}

/** A component has no id, and neither has a mere reference to a resource, whatever its type says. */
function readId(resource: pulumi.Resource): pulumi.Output<string> {
  const id = pulumi.CustomResource.isInstance(resource) ? resource.id : undefined;
  return id ?? resource.urn;
}

/** Pulumi keeps the children of a component to itself, and its own `dependsOn` reads them like this. */
async function listChildren(component: pulumi.Resource): Promise<pulumi.Resource[]> {
  // Settled when the component's constructor and `initialize` are done and no child can be missing.
  if ("__data" in component) await component.__data;
  const children = "__childResources" in component ? component.__childResources : undefined;
  return children instanceof Set ? [...children].filter(pulumi.Resource.isInstance) : [];
}
