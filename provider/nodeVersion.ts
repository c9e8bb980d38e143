const oldest = [22, 19] as const;

/** Says what a process has to run on instead where it runs on an older Node.js or on bun, or nothing. */
export function findFaultOfNode({ node, bun }: NodeJS.ProcessVersions): string | undefined {
  // Its HTTP client is another one than Node's, and calls fail in the middle.
  if (bun !== undefined)
    return "pulumi-ncloud-security runs on Node.js and not on bun: say `runtime: nodejs` in Pulumi.yaml; as a package manager bun is fine";
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `pulumi-ncloud-security needs Node.js ${oldest.join(".")} or newer, found ${node}: install a newer one, and put it first on PATH`;
}
