import { createHash } from "node:crypto";
import { appendFileSync, closeSync, lstatSync, mkdirSync, readSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { openIfThere } from "../../ncp/settings/openIfThere";
import { MemoryNotes, type Note, type NoteStore } from "./store";

const place = z.object({
  endpoint: z.string(),
  key: z.string(),
  name: z.string().optional(),
  isGiven: z.boolean().optional(),
});

const line = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("is not JSON");
      return z.NEVER;
    }
  })
  .pipe(z.object({ pid: z.number(), note: z.object({ place, about: z.string(), text: z.string() }) }));

/**
 * Notes that all provider processes of one engine share: a Provider has a process of its own, and two of them
 * may lead to one account. Every process appends lines to one file, whose name follows from the engine's address.
 * Lines of processes that are gone do not count, so a file that an earlier run has left behind says nothing.
 */
export class FileNotes implements NoteStore {
  readonly #path: string;
  readonly #read = new MemoryNotes();
  readonly #writers = new WeakMap<Note, number>();
  #offset = 0;
  #hasFailed = false;
  /** The beginning of a line whose end has not been read yet. */
  #rest: Buffer = Buffer.alloc(0);

  /**
   * `engine` is the address at which the engine answers the processes that it has started. `complain` hears, once,
   * that notes cannot be written or read any more.
   */
  constructor(
    engine: string,
    private readonly complain: (error: unknown) => void,
    folder = openFolderOfUser(),
  ) {
    this.#path = join(folder, `${createHash("sha256").update(engine).digest("hex").slice(0, 16)}.jsonl`);
  }

  /** Never fails: what is noted may be about a scan that is paid for already. The process itself knows it in any case. */
  add(note: Note): void {
    try {
      // One short write to the end of a file is never mixed with another one. It begins a line of its own, since a
      // process that died while it wrote may have left half of one.
      appendFileSync(this.#path, `\n${JSON.stringify({ pid: process.pid, note })}\n`, { mode: 0o600 });
    } catch (error) {
      this.#fail(error);
      this.#read.add(note);
    }
  }

  about(subject: string): readonly Note[] {
    try {
      this.#readOn();
    } catch (error) {
      this.#fail(error);
    }
    return this.#read.about(subject).filter((note) => isAlive(this.#writers.get(note)));
  }

  #fail(error: unknown): void {
    if (!this.#hasFailed) this.complain(error);
    this.#hasFailed = true;
  }

  #readOn(): void {
    const bytes = Buffer.concat([this.#rest, ...this.#newBytes()]);
    const end = bytes.lastIndexOf("\n") + 1;
    this.#rest = bytes.subarray(end);
    for (const each of bytes.subarray(0, end).toString().split("\n")) this.#keep(each);
  }

  /** A process that died while it wrote leaves half a line, which says nothing. */
  #keep(text: string): void {
    const { data } = line.safeParse(text);
    if (data === undefined) return;
    this.#writers.set(data.note, data.pid);
    this.#read.add(data.note);
  }

  #newBytes(): Buffer[] {
    const file = openIfThere(this.#path);
    if (file === undefined) return [];
    try {
      const pieces: Buffer[] = [];
      for (;;) {
        const piece = Buffer.alloc(64 * 1024);
        const size = readSync(file, piece, 0, piece.length, this.#offset);
        if (size === 0) return pieces;
        this.#offset += size;
        pieces.push(piece.subarray(0, size));
      }
    } finally {
      closeSync(file);
    }
  }
}

/** A folder that only this user can write to: what stands in it is believed. */
function openFolderOfUser(): string {
  // A user of a container need not have a name.
  const folder = join(tmpdir(), `pulumi-ncloud-security-${process.getuid?.() ?? userInfo().username}`);
  mkdirSync(folder, { mode: 0o700, recursive: true });
  const { mode, uid } = lstatSync(folder);
  const isOpen = process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o077) !== 0);
  if (isOpen) throw new Error(`${folder} belongs to somebody else, or others may write to it: remove it`);
  return folder;
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined || pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user lives as well.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
