/** The name of a resource, which is the end of its URN and may hold "::" itself. */
export function readName(owner: string): string {
  return owner.split("::").slice(3).join("::");
}
