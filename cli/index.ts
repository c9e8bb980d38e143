#!/usr/bin/env node
import { findFaultOfNode } from "../provider/nodeVersion";
import { main } from "./main";

const fault = findFaultOfNode(process.versions);

if (fault === undefined) {
  void main(process.argv.slice(2));
} else {
  // Not thrown as for a program: who typed a command is helped by the one line, not by a stack.
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
