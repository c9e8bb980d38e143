import { FileNotes } from "./file";
import { MemoryNotes, type NoteStore } from "./store";

/**
 * The notes of the run that this process belongs to. The engine starts each provider process with its own
 * address as an argument; a process without one stands alone.
 */
export function openNotesOfRun(args: readonly string[], log: (line: string) => void): NoteStore {
  // The last one: before it may stand addresses of the engine's own options, such as a collector of traces.
  const engine = args.findLast((arg) => /^[^-].*:\d+$/.test(arg));
  if (engine === undefined) return new MemoryNotes();
  const complain = (error: unknown) =>
    log(
      `processes of this run cannot tell each other what they do (${error instanceof Error ? error.message : String(error)}): let no two Providers lead to one account`,
    );
  try {
    return new FileNotes(engine, complain);
  } catch (error) {
    complain(error);
    return new MemoryNotes();
  }
}
