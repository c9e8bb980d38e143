/** An account as the processes of a run tell it apart. */
export interface Place {
  /** Where its service is reached. */
  readonly endpoint: string;
  /** Tells access keys apart without telling them. */
  readonly key: string;
  /** NCP's name for the account, where it is known. */
  readonly name?: string;
}

/** What one provider process tells the others of its run. */
export interface Note {
  readonly place: Place;
  readonly about: string;
  readonly text: string;
}

/** The notes of one run, oldest first. */
export interface NoteStore {
  add(note: Note): void;
  about(subject: string): readonly Note[];
}

/** Notes within one process. */
export class MemoryNotes implements NoteStore {
  readonly #notes = new Map<string, Note[]>();

  add(note: Note): void {
    const known = this.#notes.get(note.about);
    if (known === undefined) this.#notes.set(note.about, [note]);
    else known.push(note);
  }

  about(subject: string): readonly Note[] {
    return this.#notes.get(subject) ?? [];
  }
}

/** By their names where both are known: an account has several access keys. */
export function isSamePlace(one: Place, other: Place): boolean {
  if (one.endpoint !== other.endpoint) return false;
  return one.key === other.key || (one.name !== undefined && one.name === other.name);
}
