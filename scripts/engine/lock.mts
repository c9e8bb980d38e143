import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MS = 1000;
const SQLITE_BUSY = 5;

/**
 * Runs `action` while no other process runs one under the same lock file.
 * It is a lock on an SQLite file, because the system frees that when its holder dies: none is ever stale.
 */
export async function withLock<T>(file: string, onWait: () => void, action: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(file);
  try {
    if (!take(lock)) onWait();
    while (!lock.isTransaction) {
      await sleep(RETRY_MS);
      take(lock);
    }
    return await action();
  } finally {
    lock.close();
  }
}

function take(lock: DatabaseSync): boolean {
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
