import type { SarifMessage } from "./types";

/** Text in which no part is taken for a placeholder or a link. */
export function escapeText(text: string): SarifMessage {
  return { text: text.replace(/[{}]/g, "$&$&").replace(/[[\]\\]/g, "\\$&") };
}

/** The same text for readers of Markdown, in which it means nothing but itself. */
export function escapeMarkdown(text: string): string {
  const escaped = text.replace(/[\\`*_[\]()#+\-.!|<>~&@:=]/g, "\\$&").replace(/[{}]/g, "$&$&");
  return escaped.replace(/\r?\n/g, "\n\n");
}

/** The most characters that code scanning takes of a description. */
const longest = 1024;

/** Text for a description; one that is too long ends in dots. */
export function describeText(text: string): SarifMessage {
  const whole = escapeText(text);
  if (whole.text.length <= longest) return whole;
  // What is escaped, or outside of the basic plane, takes two.
  const most = longest / 2 - "...".length;
  return escapeText(`${[...text].slice(0, most).join("")}...`);
}
