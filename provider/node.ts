/**
 * Imported first by every entry of this package. On an older Node.js, what stands behind the entries
 * would fail in the middle of a dependency.
 */
const oldest = [22, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  throw new Error(
    `pulumi-ncloud-security needs Node.js ${oldest.join(".")} or newer, found ${process.versions.node}: install a newer one, and put it first on PATH`,
  );
}
