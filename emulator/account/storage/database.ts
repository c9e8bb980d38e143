import { resolve } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { z } from "zod";
import { isOwnFile } from "./file";
import { loadSqlite } from "./sqlite";
import { applicationId, schemaVersion, tableNames, tables } from "./tables";

const inMemory = ":memory:";

/** One SQLite database, whose rows are parsed on their way out, like all else that comes from outside. */
export class Database {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Opens a file, or memory when none is given. Throws when the file is not the emulator's own, and leaves it alone. */
  static open(file = inMemory): Database {
    try {
      // An absolute path, because SQLite takes some names for addresses.
      return Database.#prepared(file === inMemory ? file : resolve(file));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`cannot use ${file} as the emulator's database: ${reason}`, { cause });
    }
  }

  static #prepared(file: string): Database {
    const isNew = file === inMemory || !isOwnFile(file);
    const { DatabaseSync } = loadSqlite();
    const database = new Database(new DatabaseSync(file, { timeout: 5_000 }));
    try {
      if (isNew) database.#create();
      // A killed emulator loses nothing; only a killed machine may lose the last moments.
      database.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  all<Row extends z.ZodType>(row: Row, sql: string, ...values: SQLInputValue[]): z.output<Row>[] {
    return this.#statement(sql)
      .all(...values)
      .map((found) => row.parse(found));
  }

  first<Row extends z.ZodType>(row: Row, sql: string, ...values: SQLInputValue[]): z.output<Row> | undefined {
    const found = this.#statement(sql).get(...values);
    return found === undefined ? undefined : row.parse(found);
  }

  /** The first value of the first row, as text. */
  text(sql: string, ...values: SQLInputValue[]): string | undefined {
    const [value] = Object.values(this.#statement(sql).get(...values) ?? {});
    return value === undefined ? undefined : String(value);
  }

  /** The number of rows that a condition picks: `count("jobs WHERE stage = ?", 4)`. */
  count(from: string, ...values: SQLInputValue[]): number {
    return Number(this.text(`SELECT count(*) FROM ${from}`, ...values));
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

  /** All at once and before there is a log, so that the file itself says from the first moment on whose it is. */
  #create(): void {
    this.transaction(() => {
      this.#database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`);
      this.#database.exec(tables);
    });
  }
}

/** A column that holds JSON text. */
export function parseJsonColumn<Value extends z.ZodType>(value: Value) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(value);
}
