// Found by name, because sources and build lie at different depths. A bundler takes it in.
const manifest: { version: string } = require("pulumi-ncloud-security/package.json");

/** The version of this package. */
export const { version } = manifest;
