import { randomBytes } from "node:crypto";

/** Tells one resource from all others, also from the one that replaces it. */
export interface Held {
  holder?: string;
}

export function createHolder(): string {
  return randomBytes(4).toString("hex");
}
