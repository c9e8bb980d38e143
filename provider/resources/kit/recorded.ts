import type { z } from "zod";

/**
 * The inputs of a resource that was read: those of the stored state, else what the service tells,
 * else the defaults. They are taken as they are, because a state that an older release wrote, or a
 * record of the service, need not satisfy today's rules to be read.
 */
export function inputsOf<Schema extends z.ZodObject>(
  schema: Schema,
  stored: Partial<z.output<Schema>>,
  told: Partial<z.output<Schema>>,
): z.output<Schema> {
  const entries = Object.entries(schema.shape).map(([name, property]) => {
    const key = name as keyof z.output<Schema>;
    return [name, stored[key] ?? told[key] ?? property.safeParse(undefined).data];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as z.output<Schema>;
}
