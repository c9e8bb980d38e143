import * as pulumi from "@pulumi/pulumi";

/**
 * True in a unit test: `pulumi.runtime.setMocks` stands in the engine's place. Told by what it has and not by its
 * class, of which a test that loads its modules anew has several.
 */
export function isMocked(): boolean {
  const monitor: object = pulumi.runtime.getMonitor() ?? {};
  return Object.hasOwn(monitor, "mocks");
}
