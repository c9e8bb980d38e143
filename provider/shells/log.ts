/** Writes each line once: an engine asks for several diffs of one update, and nobody wants to read it again. */
export function writeOnce(write: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (said.has(line)) return;
    said.add(line);
    write(line);
  };
}
