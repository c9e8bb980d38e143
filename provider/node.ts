import { faultOfNode } from "./nodeVersion";

/**
 * Imported first by every entry of this package. On an older Node.js, what stands behind the entries
 * would fail in the middle of a dependency.
 */
const fault = faultOfNode(process.versions);
if (fault !== undefined) throw new Error(fault);
