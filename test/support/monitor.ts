import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

/** The mocks' methods without their class, by which they are told from the engine. */
const methods = Object.defineProperties({}, Object.getOwnPropertyDescriptors(MockMonitor.prototype));

/** The mocks' resources, in a program that runs as under the engine. */
export async function setEngine(
  newResource: pulumi.runtime.Mocks["newResource"],
  project: string,
  preview = false,
): Promise<void> {
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, project, "test", preview);
  Object.setPrototypeOf(pulumi.runtime.getMonitor(), methods);
}
