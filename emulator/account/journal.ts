import { z } from "zod";
import type { JournalEntry, JournalFilter } from "../types";
import { type Database, parseJsonColumn } from "./storage/database";

const journalEntry = z.object({
  requestId: z.string(),
  time: z.string(),
  service: z.string(),
  operation: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  status: z.int().nullable(),
  code: z.string().nullable(),
  committed: z.boolean(),
  fault: z.string().nullable(),
  fields: z.record(z.string(), z.unknown()),
}) satisfies z.ZodType<JournalEntry>;

const row = z.object({ entry: parseJsonColumn(journalEntry) });

/** Older entries go when there are more than this. */
const capacity = 20_000;

/** What was asked and answered, oldest first, without a secret. */
export class Journal {
  readonly #database: Database;
  readonly #log: ((line: string) => void) | undefined;

  constructor(database: Database, log?: (line: string) => void) {
    this.#database = database;
    this.#log = log;
  }

  record(entry: JournalEntry): void {
    this.#log?.(logLine(entry));
    const { lastId } = this.#database.run("INSERT INTO requests (entry) VALUES (?)", JSON.stringify(entry));
    this.#database.run("DELETE FROM requests WHERE id <= ?", lastId - capacity);
  }

  entries({ service, operation }: JournalFilter = {}): JournalEntry[] {
    return this.#database
      .all(row, "SELECT entry FROM requests ORDER BY id")
      .map(({ entry }) => entry)
      .filter((entry) => service === undefined || entry.service === service)
      .filter((entry) => operation === undefined || entry.operation === operation);
  }

  clear(): void {
    this.#database.run("DELETE FROM requests");
  }
}

function logLine({ time, service, operation, status, code, fault }: JournalEntry): string {
  const struck = fault === null ? "" : ` (fault: ${fault})`;
  return `${time} ${service} ${operation} -> ${status ?? "no answer"} ${code ?? ""}${struck}`;
}

/** Fields that may hold a secret: their presence is told, their value never kept. */
const secretFields = new Set(["Headers", "archivePassword"]);

const longest = 300;

/** What of a body the journal may keep: known plain fields, and secret ones by name. */
export function pickJournalFields(
  body: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of known) {
    if (Object.hasOwn(body, name)) fields[name] = secretFields.has(name) ? "[redacted]" : shorten(body[name]);
  }
  return fields;
}

function shorten(value: unknown): unknown {
  if (value instanceof Blob) return `${value.size} bytes`;
  if (Array.isArray(value))
    return value.slice(0, longest).map((item) => (typeof item === "object" ? "..." : shorten(item)));
  if (typeof value === "string") return value.slice(0, longest);
  return typeof value === "object" && value !== null ? "..." : value;
}
