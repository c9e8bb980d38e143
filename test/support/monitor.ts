import * as pulumi from "@pulumi/pulumi";

/** The mocks' resources, in a program that runs as under the engine. */
export async function setEngine(
  newResource: pulumi.runtime.Mocks["newResource"],
  project: string,
  preview = false,
): Promise<void> {
  const mocks: pulumi.runtime.Mocks = { newResource, call: () => ({}) };
  await pulumi.runtime.setMocks(mocks, project, "test", preview);
  const monitor: { mocks?: unknown } = Object(pulumi.runtime.getMonitor());
  // What stands in for the engine goes on answering, and is not told from it any more.
  delete monitor.mocks;
  Object.setPrototypeOf(monitor, Object.create(Object.getPrototypeOf(monitor), { mocks: { value: mocks } }));
}
