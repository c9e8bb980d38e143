import type { Argument } from "./definition";

/** The argument that both of File Safer's settings are known by. */
export const filterArgument = {
  description: 'Whose notifications: "hash" (Hash Filter) or "file" (File Filter).',
  change: "A change replaces the resource.",
  replaces: true,
  output: "As given; also the id.",
} as const satisfies Argument;
