import { z } from "zod";
import { type Database, json } from "./storage/database";

const paceRule = 'must be "instant", "manual" or a number of seconds above 0';
const seconds = z.number().positive({ error: paceRule }).max(31_536_000);

/** How long a job or an inspection stays in a stage: no time, until told, or so many seconds. */
export const pace = z.union([z.literal(["instant", "manual"]), seconds], { error: paceRule });

export type Pace = z.infer<typeof pace>;

/** What the documents leave open, or tell in two ways, is a setting; the default is the likelier reading. */
export const settingsSchema = z.strictObject({
  pace: pace.default("instant"),
  /** HTTP status of WSC's service errors: 400 or 401 by the newer overview, 200 by the older one. */
  dialect: z.enum(["new", "old"]).default("new"),
  /** What createJob answers under `resources`: nothing, or the number of the job. */
  createJobReply: z.enum(["null", "instanceNo"]).default("null"),
  /** As many jobs may wait (not run) at once; the next one is refused with 160454. */
  waitingJobs: z.int().min(1).default(10),
  /** Re-diagnoses that a job allows. */
  rescans: z.int().min(0).default(3),
  /** Whether a filter holds one threshold a notification type, or one in all. */
  thresholdEntries: z.enum(["perType", "single"]).default("perType"),
  /** Milliseconds that the services' clock is ahead of the machine's. */
  clockOffset: z.int().default(0),
  /** Milliseconds that the gateway's clock, which judges timestamps, is wrong by. */
  clockSkew: z.int().default(0),
  /** createJob calls that NCP would have charged, and re-diagnoses, which are free. */
  billed: z.int().min(0).default(0),
  freeRescans: z.int().min(0).default(0),
});

export type SettingsData = z.output<typeof settingsSchema>;
export type InitialSettings = z.input<typeof settingsSchema>;

const row = z.object({ value: json(settingsSchema) });

/** The settings, kept in the database so that a second emulator on the same file goes on with them. */
export class Settings {
  readonly #database: Database;
  readonly #initial: InitialSettings;
  #current: SettingsData;

  /** `initial` is what the caller asked for; it wins over what the database remembers. */
  constructor(database: Database, initial: InitialSettings) {
    this.#database = database;
    this.#initial = initial;
    const stored = database.first(row, "SELECT value FROM settings WHERE name = 'settings'")?.value;
    this.#current = this.#store({ ...stored, ...given(initial) });
  }

  get current(): Readonly<SettingsData> {
    return this.#current;
  }

  update(changes: Partial<SettingsData>): void {
    this.#current = this.#store({ ...this.#current, ...changes });
  }

  /** Back to what the emulator was started with. */
  reset(): void {
    this.#current = this.#store(this.#initial);
  }

  #store(settings: object): SettingsData {
    const complete = settingsSchema.parse(settings);
    this.#database.run("INSERT OR REPLACE INTO settings VALUES ('settings', ?)", JSON.stringify(complete));
    return complete;
  }
}

/** Without the entries that are undefined, which would hide what the database remembers. */
function given(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
