import type { Secret } from "./secret";

const longest = 200;
const redacted = "[redacted]";

const entities = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

/** Text of a stranger, made fit for an error message: no markup, no credentials, one short line. */
export function makePresentable(text: string, secrets: readonly Secret[]): string {
  // Before the markup goes, because a secret may look like markup; and after, because markup may hide one.
  const plain = redact(extractText(redact(text, secrets)), secrets);
  return plain.length > longest ? `${plain.slice(0, longest - 3).trimEnd()}...` : plain;
}

/** The text without any credential, whether written plainly or percent-encoded. */
export function redact(text: string, secrets: readonly Secret[]): string {
  const values = secrets
    .map((secret) => secret.reveal())
    .flatMap((value) => [value, encodeURIComponent(value)]);
  // Longest first: where one contains another, nothing of it may stay.
  const ordered = values.filter((value) => value !== "").sort((a, b) => b.length - a.length);
  return ordered.reduce((rest, value) => rest.replaceAll(value, redacted), text);
}

function extractText(text: string): string {
  return (
    text
      .slice(0, 10_000)
      .replace(/&(\w+);/g, (whole, name: string) => entities.get(name) ?? whole)
      .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, " ")
      .replace(/<[^<>]*>/g, " ")
      // Invisible ones, such as those that turn the direction of writing around, would make it read differently.
      .replace(/[\p{Cf}\p{Cs}]+/gu, "")
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim()
  );
}
