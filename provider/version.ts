import { createRequire } from "node:module";

// Found by name, because sources and build lie at different depths.
const manifest: { version: string } = createRequire(__filename)("pulumi-ncloud-security/package.json");

/** The version of this package. */
export const { version } = manifest;
