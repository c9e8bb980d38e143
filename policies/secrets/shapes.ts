/** Secrets that are known by how they look, whatever their name. */
export const shapes: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a JSON web token", pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/ },
  { what: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { what: "a URL with a password", pattern: /:\/\/[^\s/:@]*:[^\s/@]+@/ },
  { what: "an Authorization header", pattern: /\b(basic|bearer) (?=\S*\d)[\w+/=.~-]{16,}/i },
  // The documents do not say how keys look; everybody's do (inferred).
  { what: "a key of NAVER Cloud", pattern: /\bncp_iam_\w{8,}/ },
  { what: "a key of AWS", pattern: /\b(AKIA|ASIA)[A-Z\d]{16}\b/ },
  { what: "a token of GitHub", pattern: /\b(gh[opsur]_[A-Za-z\d]{36}|github_pat_\w{20,})/ },
  { what: "a token of Slack", pattern: /\bxox[abeoprs]-[\w-]{10,}/ },
];
