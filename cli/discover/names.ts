/** The first of the names that is free, else the first with a number; takes it. */
export function chooseName(names: readonly [string, ...string[]], taken: Set<string>): string {
  const free = names.find((name) => !taken.has(name)) ?? numberName(names[0], taken);
  taken.add(free);
  return free;
}

function numberName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}

/** Names for a target, a host and port: the host alone says enough where only one port of it is scanned. */
export function nameTarget(target: string): [string, string] {
  const end = target.lastIndexOf(":");
  const host = nameHost(target.slice(0, end));
  return [host, `${host}-${target.slice(end + 1)}`];
}

/** An IPv6 address has colons, of which two mean something in names of resources. */
function nameHost(host: string): string {
  return host.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^-|-$/g, "") || "scan";
}
