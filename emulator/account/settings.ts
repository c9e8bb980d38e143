import { z } from "zod";
import { oneOf } from "../problems";
import type { Database } from "./storage/database";

const paceRule = 'must be "instant", "manual" or a number of seconds above 0';
const seconds = z
  .number()
  .positive({ error: oneOf(paceRule) })
  .max(31_536_000);

/** How long a job or an inspection stays in a stage: no time, until told, or so many seconds. */
export const pace = z.union([z.literal(["instant", "manual"]), seconds], { error: oneOf(paceRule) });

/** What the documents leave open, or tell in two ways, is a setting; the default is the likelier reading. */
export const settingsSchema = z.strictObject({
  pace: pace.default("instant"),
  dialect: z.enum(["new", "old"]).default("new"),
  createJobReply: z.enum(["null", "instanceNo"]).default("null"),
  missingApiKey: z.enum(["accepted", "200", "210"]).default("accepted"),
  dates: z.enum(["text", "number"]).default("text"),
  /** Jobs by number, with what is odd in their rows; see the listing for what each means. */
  oddJobs: z.record(z.string().regex(/^\d+$/), z.enum(["values", "state", "number"])).default({}),
  waitingJobs: z.int().min(1).default(10),
  rescans: z.int().min(0).default(3),
  thresholdEntries: z.enum(["perType", "single"]).default("perType"),
  /** Milliseconds that the services' clock is ahead of the machine's. */
  clockOffset: z.int().default(0),
  /** Milliseconds that the gateway's clock, which judges timestamps, is wrong by. */
  clockSkew: z.int().default(0),
});

export type SettingsData = z.output<typeof settingsSchema>;
export type InitialSettings = z.input<typeof settingsSchema>;

type Change = Partial<SettingsData>;

/** The settings, kept in the database alone: another emulator on the same file may change them at any time. */
export class EmulatorSettings {
  readonly #database: Database;
  readonly #initial: InitialSettings;
  #last: { readonly text: string; readonly settings: Readonly<SettingsData> } | undefined;

  /** `initial` is what the caller asked for; it wins over what the database remembers. */
  constructor(database: Database, initial: InitialSettings) {
    this.#database = database;
    this.#initial = initial;
    this.update(() => withoutUndefined(initial));
  }

  read(): Readonly<SettingsData> {
    const text = this.#database.text("SELECT value FROM settings WHERE name = 'settings'") ?? "{}";
    // They seldom change: the same text is parsed once.
    if (this.#last?.text !== text) this.#last = { text, settings: settingsSchema.parse(JSON.parse(text)) };
    return this.#last.settings;
  }

  /** What changes may follow from what is, which nobody else changes meanwhile. */
  update(change: (current: Readonly<SettingsData>) => Change): void {
    this.#database.transaction(() => {
      const current = this.read();
      this.#store({ ...current, ...change(current) });
    });
  }

  /** Back to what the emulator was started with. */
  reset(): void {
    this.#store(this.#initial);
  }

  #store(changed: object): void {
    const settings = settingsSchema.parse(changed);
    const text = JSON.stringify(settings);
    this.#database.run("INSERT OR REPLACE INTO settings VALUES ('settings', ?)", text);
    this.#last = { text, settings };
  }
}

/** Without the entries that are undefined, which would hide what the database remembers. */
function withoutUndefined(settings: InitialSettings): Change {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
