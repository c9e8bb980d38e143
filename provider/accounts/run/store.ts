/** Which account it is, as far as that is known. */
export interface AccountName {
  /** Tells access keys apart without telling them. */
  readonly key: string;
  /** The user's name for the account, else NCP's own; undefined where nobody tells. */
  readonly name?: string;
  /** True where the name is the user's: it cannot be compared with one of NCP's. */
  readonly isGiven?: boolean;
}

/** An account as the processes of a run tell it apart. */
export interface Place extends AccountName {
  /** Where its service is reached. */
  readonly endpoint: string;
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

/** Whether two access keys are of one account; undefined where their names do not tell. */
export function isSameAccount(one: AccountName, other: AccountName): boolean | undefined {
  if (one.key === other.key) return true;
  if (one.name === undefined || other.name === undefined) return undefined;
  return (one.isGiven ?? false) === (other.isGiven ?? false) ? one.name === other.name : undefined;
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.endpoint === other.endpoint && isSameAccount(one, other) === true;
}

/** Where nobody knows better, two keys at one address are taken for those of one account: then less is undone. */
export function mayBeSamePlace(one: Place, other: Place): boolean {
  return one.endpoint === other.endpoint && isSameAccount(one, other) !== false;
}
