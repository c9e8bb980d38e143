import { shapes } from "./shapes";

type NameTest = (name: string) => boolean;

/** What in a value looks like a secret, each as a sentence that tells where it stands and does not repeat it. */
export function findSecrets(value: unknown, place: string, isSecretName: NameTest): string[] {
  if (typeof value === "string") return readText(value, isSecretName).map((what) => `${place} has ${what}`);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    isSecretName(key) && holdsText(item)
      ? [`${place}.${key} is named like a secret`]
      : findSecrets(item, `${place}.${key}`, isSecretName),
  );
}

function readText(text: string, isSecretName: NameTest): string[] {
  const found = shapes.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what);
  return [
    ...found,
    ...listNames(text)
      .filter(isSecretName)
      .map((name) => `a value for "${name}"`),
  ];
}

/** `name=value`, as in URLs and cookies, or `name: value`. The value is not taken: another pair may stand in it. */
const pair = /(?<![\p{L}\d_.-])([\p{L}\d_.-]+)["'\]]*\s*[=:]\s*(?=["']?[^\s"'&;,#]*?\p{L})/gu;

/** Names of the values in a text, each once. */
function listNames(text: string): string[] {
  return [...new Set([...text.matchAll(pair)].map(([, name = ""]) => name))];
}

/** A number, a date or a switch is no secret, whatever its name. */
function holdsText(value: unknown): boolean {
  if (typeof value === "string") return /\p{L}/u.test(value);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsText);
}
