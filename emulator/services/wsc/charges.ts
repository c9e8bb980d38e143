import { z } from "zod";
import type { Database } from "../../account/storage/database";

/** createJob calls that NCP would have charged, and re-diagnoses, which are free. */
const kinds = ["billed", "freeRescans"] as const;

type Charges = Record<(typeof kinds)[number], number>;

const row = z.object({ kind: z.enum(kinds), count: z.int() });

export function countCharge(database: Database, kind: keyof Charges): void {
  database.run("INSERT INTO charges VALUES (?, 1) ON CONFLICT DO UPDATE SET count = count + 1", kind);
}

export function readCharges(database: Database): Charges {
  const counted = database.all(row, "SELECT kind, count FROM charges");
  return {
    billed: 0,
    freeRescans: 0,
    ...Object.fromEntries(counted.map(({ kind, count }) => [kind, count])),
  };
}
