/**
 * Imported first by every entry of this package. On an older Node.js, what stands behind the entries
 * would fail in the middle of a dependency.
 */
const oldest = [22, 19] as const;

// Its HTTP client is another one than Node's, and calls fail in the middle.
if (process.versions.bun !== undefined) {
  throw new Error(
    "pulumi-ncloud-security runs on Node.js and not on bun: say `runtime: nodejs` in Pulumi.yaml; as a package manager bun is fine",
  );
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  throw new Error(
    `pulumi-ncloud-security needs Node.js ${oldest.join(".")} or newer, found ${process.versions.node}: install a newer one, and put it first on PATH`,
  );
}
