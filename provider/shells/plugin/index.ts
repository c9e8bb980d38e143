#!/usr/bin/env node
/** The entry of the process that an engine starts under the name `pulumi-resource-ncloud-security`. */
import { findFaultOfNode } from "../../nodeVersion";

const fault = findFaultOfNode(process.versions);

if (fault === undefined) {
  void import("./server.js").then(({ serve }) => serve(process.argv.slice(2)));
} else {
  // Not thrown: Node.js would print the line of the bundle in which that happens.
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
