/** HTML that is safe to insert: written in this package, with everything that came from a report escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template takes. Text and numbers are escaped, lists are joined, undefined is nothing. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Writes HTML; whatever is put into it is escaped, unless it was written with this too. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  const inserted = contents.map((content, index) => `${text(content)}${parts[index + 1]}`);
  return new Markup(`${parts[0]}${inserted.join("")}`);
}

function text(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  return Array.isArray(content) ? content.map(text).join("") : escapeHtml(showPhase(String(content)));
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escapeHtml(raw: string): string {
  return raw.replace(/[&<>"'`]/g, (character) => entities[character] ?? character);
}

/** Control characters, and those that turn the direction of text, could hide what a value says. */
function showPhase(raw: string): string {
  return raw.replace(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
