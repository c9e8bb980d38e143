import type { SeededJob } from "../../emulator";
import type { World } from "./world";

/** So many finished scans of the stack that has made the account's newest one. */
export function listNeighbours({ remote }: Pick<World, "remote">, count: number): SeededJob[] {
  const memo = remote
    .jobs()
    .at(-1)
    ?.memo.replace(/\.h?[0-9a-f]{8}\./, ".00000000.");
  return Array.from({ length: count }, (_, index) => ({
    startUrl: `https://s${index}.example.com/`,
    statusCode: 4,
    memo,
  }));
}
