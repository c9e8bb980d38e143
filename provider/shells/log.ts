/**
 * Writes each line once about each thing, by default about no certain one: an engine asks for several diffs of one
 * update, and nobody wants to read it again.
 */
export function writeOnce(
  write: (line: string, about: string) => void,
): (line: string, about?: string) => void {
  const said = new Set<string>();
  return (line, about = "") => {
    const key = `${about} ${line}`;
    if (said.has(key)) return;
    said.add(key);
    write(line, about);
  };
}
