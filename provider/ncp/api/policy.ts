/** A managed policy of NCP by its names; those of the financial cloud have a prefix of their own. */
export function describePolicy(name: string): string {
  return `${name} (in fin ${name.replace(/^NCP_/, "NCP_FIN_")})`;
}
