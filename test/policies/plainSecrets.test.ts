import { describe, expect, it } from "vitest";
import { judge, type Props } from "./support";

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N";

function judgeScan(props: Props, config?: Props): Promise<string[]> {
  return judge("plain-secrets", "wsc:ScanJob", props, config);
}

describe("plain-secrets", () => {
  it.each<[where: string, props: Props, said: string]>([
    [
      "a parameter of the URL",
      { startUrl: "https://shop.example.com/?page=1&access_token=hunter2" },
      'startUrl has a value for "access_token"',
    ],
    ["its fragment", { startUrl: "https://shop.example.com/#key=hunter2" }, 'startUrl has a value for "key"'],
    [
      "a session in its path",
      { startUrl: "https://shop.example.com/cart;jsessionid=hunter2" },
      'startUrl has a value for "jsessionid"',
    ],
    [
      "a parameter in brackets",
      { startUrl: "https://shop.example.com/?user[password]=hunter2" },
      'startUrl has a value for "password"',
    ],
    [
      "an excluded URL",
      { excludeUrls: ["https://shop.example.com/", "https://shop.example.com/?session=hunter2"] },
      'excludeUrls.1 has a value for "session"',
    ],
    ["a pair in the memo", { memo: "login with password: hunter2" }, 'memo has a value for "password"'],
    ["a token in the memo", { memo: `as ${jwt}` }, "memo has a JSON web token"],
    ["a trigger", { triggers: { apiToken: "hunter2" } }, "triggers.apiToken is named like a secret"],
    [
      "a part of a trigger",
      { triggers: { login: [{ PASSWORD: "hunter2" }] } },
      "triggers.login.0.PASSWORD is named like a secret",
    ],
    ["a list of a trigger", { triggers: { tokens: ["hunter2"] } }, "triggers.tokens is named like a secret"],
    [
      "a text of a trigger",
      { triggers: { database: "postgres://shop:hunter2@db/shop" } },
      "triggers.database has a URL with a password",
    ],
    ["a Korean name", { triggers: { 비밀번호: "hunter2" } }, "triggers.비밀번호 is named like a secret"],
  ])("finds a secret in %s, and does not repeat it", async (_, props, said) => {
    expect(await judgeScan(props)).toEqual([said]);
    expect(said).not.toMatch(/hunter2|eyJ/);
  });

  it("looks at the triggers of file inspections as well", async () => {
    const triggers = { clientSecret: "hunter2" };
    expect(await judge("plain-secrets", "filesafer:FileInspection", { triggers })).toEqual([
      "triggers.clientSecret is named like a secret",
    ]);
  });

  it.each([
    "token",
    "accessToken",
    "ACCESS_TOKEN",
    "x-api-key",
    "APIKey",
    "apikey",
    "sessionId",
    "PHPSESSID",
    "session",
    "Cookie",
    "key",
    "dbPasswords",
    "credentials",
  ])("knows the name %s", async (name) => {
    expect(await judgeScan({ triggers: { [name]: "hunter2" } })).toHaveLength(1);
    expect(await judgeScan({ memo: `${name}=hunter2` })).toHaveLength(1);
  });

  it.each([
    "release",
    "tokenizer",
    "tokenCount",
    "passwordPolicy",
    "publicKey",
    "artifactKey",
    "monkey",
    "nextToken",
    "secretary",
    "obsession",
  ])("leaves the name %s alone", async (name) => {
    expect(await judgeScan({ triggers: { [name]: "hunter2" } })).toEqual([]);
    expect(await judgeScan({ memo: `${name}=hunter2` })).toEqual([]);
  });

  it.each<[what: string, text: string]>([
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----"],
    ["a URL with a password", "https://me:hunter2@shop.example.com/"],
    ["an Authorization header", "Bearer abcdef1234567890abcdef"],
    ["a key of NAVER Cloud", "ncp_iam_BPASKR0123456789abcd"],
    ["a key of AWS", "AKIAABCDEFGHIJKLMNOP"],
    ["a token of GitHub", `ghp_${"a1".repeat(18)}`],
    ["a token of Slack", "xoxb-0123456789-abc"],
  ])("knows %s by its look", async (what, text) => {
    expect(await judgeScan({ triggers: { release: text } })).toEqual([`triggers.release has ${what}`]);
  });

  it("takes numbers, dates, switches and ordinary texts for what they are", async () => {
    const triggers = {
      release: "1.4.0",
      commit: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
      image: "shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      token: 3,
      session: true,
      password: null,
      key: "2026-08-01",
      when: "2026-08-01T10:30:00Z",
    };
    const startUrl = "https://shop.example.com:8443/a?page=2&sort=key&token=3";
    expect(await judgeScan({ startUrl, memo: "Basic authentication is on: nightly", triggers })).toEqual([]);
    expect(await judgeScan({ startUrl: "https://shop.example.com/" })).toEqual([]);
  });

  it("takes the names that are configured, and the exceptions", async () => {
    const triggers = { pin: "hunter2", token: "hunter2" };
    expect(await judgeScan({ triggers }, { names: ["pin"] })).toEqual([
      "triggers.pin is named like a secret",
    ]);
    expect(await judgeScan({ triggers }, { except: ["token"] })).toEqual([]);
    expect(await judgeScan({ triggers: { myToken: "x" } }, { except: ["token"] })).toHaveLength(1);
    expect(await judgeScan({ triggers: { myToken: "x" } }, { except: ["*token"] })).toEqual([]);
  });

  it("does not look at headers, which are stored as secrets", async () => {
    expect(await judgeScan({ headers: { Authorization: `Bearer ${jwt}` } })).toEqual([]);
  });
});
