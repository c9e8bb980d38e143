/** Names of secret values; `*` stands for any words before. */
export const secretNames = [
  "key",
  "*api key",
  "*apikey",
  "*access key",
  "*auth key",
  "*private key",
  "*secret key",
  "*signing key",
  "*authorization",
  "*cookie",
  "*credential",
  "*jwt",
  "*passphrase",
  "*passwd",
  "*password",
  "*pwd",
  "*secret",
  "*session",
  "*session id",
  "*sessionid",
  "jsessionid",
  "phpsessid",
  "*token",
  "*비밀번호",
];

/** Names that end like those, and are none of them: they count or point to a page. */
export const harmlessNames = ["*next token", "*page token", "*continuation token"];

/** Answers whether a name, in whatever spelling, is one of `names` and none of `except`. */
export function createNameTest(
  names: readonly string[],
  except: readonly string[],
): (name: string) => boolean {
  return (name) => {
    const words = splitWords(name);
    const matches = (pattern: string) => matchWords(pattern, words);
    return names.some(matches) && !except.some(matches);
  };
}

function matchWords(pattern: string, words: string): boolean {
  const end = splitWords(pattern);
  return words === end || (pattern.startsWith("*") && words.endsWith(` ${end}`));
}

/** "X-Api_Keys" and "xApiKey" are both "x api key". */
function splitWords(name: string): string {
  const parts = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\d]+/u);
  return parts
    .filter((part) => part !== "")
    .join(" ")
    .toLowerCase()
    .replace(/s$/, "");
}
