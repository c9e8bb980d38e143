import type { SarifMessage } from "./types";

/** Text in which no part is taken for a placeholder or a link. */
export function plain(text: string): SarifMessage {
  return { text: text.replace(/[{}]/g, "$&$&").replace(/[[\]\\]/g, "\\$&") };
}
