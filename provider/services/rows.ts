import { z } from "zod";

/**
 * The rows of a list. They are given up at the first wrong one, unlike those of `z.array`: an answer
 * may hold millions, and the problems of all of them would fill the memory.
 */
export function rows<Schema extends z.ZodType>(row: Schema) {
  return z.array(z.unknown()).transform((items, context) => {
    const read: z.output<Schema>[] = [];
    for (const [index, item] of items.entries()) {
      const parsed = row.safeParse(item);
      if (!parsed.success) {
        for (const { path, message } of parsed.error.issues)
          context.addIssue({ code: "custom", path: [index, ...path], message });
        return z.NEVER;
      }
      read.push(parsed.data);
    }
    return read;
  });
}
