import { findFaultOfNode } from "./nodeVersion";

/**
 * Imported first by every entry of this package. On an older Node.js, what stands behind the entries
 * would fail in the middle of a dependency.
 */
const fault = findFaultOfNode(process.versions);
// Marked as Pulumi marks an error of the user, which it prints in one line, without a stack.
if (fault !== undefined) throw Object.assign(new Error(fault), { __pulumiRunError: true });
