/**
 * Loads node:sqlite. Node 22 prints "SQLite is an experimental feature" when it is loaded, which a
 * user of the emulator can do nothing about: that one warning, and only while this module loads, is
 * held back. Later Node versions print none.
 */
export function loadSqlite() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes("SQLite")) Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
