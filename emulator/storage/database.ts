import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { z } from "zod";
import { loadSqlite } from "./sqlite";
import { schemaVersion, tableNames, tables } from "./tables";

/** One SQLite database, whose rows are parsed on their way out, like all else that comes from outside. */
export class Database {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Opens a file, or memory when none is given. Throws when the file is not the emulator's own. */
  static open(file = ":memory:"): Database {
    try {
      return Database.#prepared(file);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`cannot use ${file} as the emulator's database: ${reason}`, { cause });
    }
  }

  static #prepared(file: string): Database {
    const { DatabaseSync } = loadSqlite();
    const database = new Database(new DatabaseSync(file, { timeout: 5_000 }));
    try {
      database.#prepareFile();
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  all<Row extends z.ZodType>(row: Row, sql: string, ...values: SQLInputValue[]): z.output<Row>[] {
    return z.array(row).parse(this.#statement(sql).all(...values));
  }

  first<Row extends z.ZodType>(row: Row, sql: string, ...values: SQLInputValue[]): z.output<Row> | undefined {
    const found = this.#statement(sql).get(...values);
    return found === undefined ? undefined : row.parse(found);
  }

  /** The number of rows that a condition picks: `count("jobs WHERE stage = ?", 4)`. */
  count(from: string, ...values: SQLInputValue[]): number {
    return this.first(countRow, `SELECT count(*) AS count FROM ${from}`, ...values)?.count ?? 0;
  }

  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastId: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
    return { changes: Number(changes), lastId: Number(lastInsertRowid) };
  }

  /** All of `work` or nothing of it; inside another transaction it is a part of that one. */
  transaction<Result>(work: () => Result): Result {
    if (this.#database.isTransaction) return work();
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.transaction(() => {
      for (const name of tableNames) this.#database.exec(`DELETE FROM ${name}`);
      this.#database.exec(tables);
    });
  }

  close(): void {
    this.#database.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #prepareFile(): void {
    const version = this.first(versionRow, "PRAGMA user_version")?.user_version ?? 0;
    if (version !== 0 && version !== schemaVersion) {
      throw new Error(
        `it has version ${version}, this emulator needs ${schemaVersion}; delete it or name another file`,
      );
    }
    // A killed emulator loses nothing; only a killed machine may lose the last moments.
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    this.#database.exec(tables);
    this.#database.exec(`PRAGMA user_version = ${schemaVersion}`);
  }
}

const countRow = z.object({ count: z.int() });
const versionRow = z.object({ user_version: z.int() });

/** A column that holds JSON text. */
export function json<Value extends z.ZodType>(value: Value) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(value);
}
