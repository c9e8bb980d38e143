import { describe, expect, it } from "vitest";
import { keysOf, pair, problemsOf, resolve } from "./settingsSupport";

const apiUrls = {
  public: "https://ncloud.apigw.ntruss.com",
  gov: "https://ncloud.apigw.gov-ntruss.com",
  fin: "https://fin-ncloud.apigw.fin-ntruss.com",
} as const;

/** As the README of NCP's ncp-iam-authenticator shows it. */
const twoSections = `[DEFAULT]
ncloud_access_key_id = demo-access-key
ncloud_secret_access_key = demo-secret-key
ncloud_api_url = https://ncloud.apigw.ntruss.com

[project]
ncloud_access_key_id = PROJECTKEY
ncloud_secret_access_key = projectsecret
ncloud_api_url = https://ncloud.apigw.ntruss.com
`;

const halfSection = `[DEFAULT]
ncloud_access_key_id = demo-access-key
ncloud_secret_access_key = demo-secret-key
[project]
ncloud_access_key_id = PROJECTKEY
`;

function section(name: string, accessKey: string, ...others: string[]): string {
  const keys = [`ncloud_access_key_id = ${accessKey}`, `ncloud_secret_access_key = ${accessKey}-secret`];
  return [`[${name}]`, ...keys, ...others, ""].join("\n");
}

const accessKeyOf = (...args: Parameters<typeof resolve>) => keysOf(resolve(...args))[0];

const inEnvironment = { NCLOUD_ACCESS_KEY_ID: "AK_ENV", NCLOUD_SECRET_KEY: "SK_ENV" };

describe("without a profile, the keys in ~/.ncloud/configure", () => {
  it("are those of [DEFAULT], whatever other sections follow", () => {
    expect(keysOf(resolve({ file: twoSections }))).toEqual(["demo-access-key", "demo-secret-key"]);
    expect(keysOf(resolve({ file: halfSection }))).toEqual(["demo-access-key", "demo-secret-key"]);
  });

  it("are those before any section, if there are any", () => {
    const file = `ncloud_access_key_id=A\nncloud_secret_access_key=S\n${section("project", "P")}`;
    expect(keysOf(resolve({ file }))).toEqual(["A", "S"]);
  });

  it("are those of the only section that has some", () => {
    expect(accessKeyOf({ file: `[empty]\nregion = KR\n${section("project", "P")}` })).toBe("P");
  });

  it("may stand in several sections, as long as they are the same", () => {
    expect(accessKeyOf({ file: section("a", "K") + section("b", "K") })).toBe("K");
  });

  it("are never guessed from sections that differ", () => {
    const message = problemsOf({ file: section("a", "KEY_A") + section("b", "KEY_B") });
    expect(message).toMatch(/~\/.ncloud\/configure: \[a\] and \[b\] hold different keys/);
    expect(message).toMatch(/ncloud-security:profile.*NCLOUD_PROFILE/);
    expect(message).not.toContain("KEY_");
  });

  it("are not guessed either when [DEFAULT] and the lines before it differ", () => {
    const file = `ncloud_access_key_id=A\nncloud_secret_access_key=S\n${section("DEFAULT", "D")}`;
    expect(problemsOf({ file })).toContain("the lines before any section and [DEFAULT] hold different keys");
  });

  it("are those of one cloud: the same pair for two is no choice", () => {
    const file = Object.entries(apiUrls)
      .map(([site, url]) => section(site, "K", `ncloud_api_url = ${url}`))
      .join("");
    expect(problemsOf({ file })).toContain("[public] and [gov] and [fin] hold different keys");
  });

  it("are never put together from two sections", () => {
    const file = "ncloud_access_key_id=A\n[DEFAULT]\nncloud_secret_access_key=S\n";
    expect(problemsOf({ file })).toContain("hold different keys");
  });
});

describe("a profile", () => {
  it("chooses a section, given or in the environment; the given one wins", () => {
    const environment = { NCLOUD_PROFILE: "project" };
    expect(accessKeyOf({ file: twoSections, environment })).toBe("PROJECTKEY");
    expect(accessKeyOf({ file: twoSections, given: { profile: "project" } })).toBe("PROJECTKEY");
    expect(accessKeyOf({ file: twoSections, given: { profile: "DEFAULT" }, environment })).toBe(
      "demo-access-key",
    );
  });

  it("DEFAULT also stands for the lines before any section", () => {
    const file = "ncloud_access_key_id=A\nncloud_secret_access_key=S\n";
    expect(accessKeyOf({ file, given: { profile: "DEFAULT" } })).toBe("A");
  });

  it("that is given wins over keys in the environment; one in the environment does not", () => {
    expect(
      accessKeyOf({ file: twoSections, given: { profile: "project" }, environment: inEnvironment }),
    ).toBe("PROJECTKEY");
    const environment = { ...inEnvironment, NCLOUD_PROFILE: "project" };
    expect(accessKeyOf({ file: twoSections, environment })).toBe("AK_ENV");
  });

  it("that the file lacks is an error that lists what there is", () => {
    expect(problemsOf({ file: twoSections, environment: { NCLOUD_PROFILE: "prod" } })).toMatch(
      /~\/.ncloud\/configure: .*\[prod\].*\[DEFAULT\], \[project\].*NCLOUD_PROFILE/,
    );
    expect(problemsOf({ given: { profile: "prod" }, environment: inEnvironment })).toMatch(
      /~\/.ncloud\/configure: has no section \[prod\]: the file does not exist/,
    );
  });

  it("is spelt as in the file, capitals included", () => {
    expect(problemsOf({ file: twoSections, given: { profile: "Project" } })).toContain(
      "no section [Project]",
    );
    const file = section("default", "small") + section("DEFAULT", "LARGE");
    expect(accessKeyOf({ file })).toBe("LARGE");
    expect(accessKeyOf({ file, given: { profile: "default" } })).toBe("small");
  });

  it("that is not known yet is no reason to read another section", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(
      problemsOf({ file: twoSections, given: { profile: unknown }, environment: inEnvironment }),
    ).toMatch(/^profile: the value is not known yet during preview/);
  });

  it("with half a pair is an error that names the section", () => {
    const message = problemsOf({ file: halfSection, environment: { NCLOUD_PROFILE: "project" } });
    expect(message).toContain("secretKey: missing in [project] of ~/.ncloud/configure");
    expect(message).toContain("ncloud_secret_access_key");
  });

  it("without any key is an error that names the section", () => {
    expect(problemsOf({ file: `${twoSections}[empty]\n`, given: { profile: "empty" } })).toContain(
      "[empty] holds neither ncloud_access_key_id nor ncloud_secret_access_key",
    );
  });

  it.each([
    ["a key pair", pair],
    ["serverRole", { serverRole: "true" }],
  ])("does not go together with %s", (name, given) => {
    expect(problemsOf({ file: twoSections, given: { ...given, profile: "project" } })).toMatch(
      new RegExp(`(${name} and profile|profile and ${name}) are given together`),
    );
  });
});

describe("the cloud", () => {
  const fileAt = (url: string) => section("DEFAULT", "K", `ncloud_api_url = ${url}`);

  it.each(Object.entries(apiUrls))("is %s when ncloud_api_url or NCLOUD_API_GW says so", (site, url) => {
    expect(resolve({ file: fileAt(url) }).site).toBe(site);
    expect(resolve({ environment: { ...inEnvironment, NCLOUD_API_GW: url } }).site).toBe(site);
    expect(resolve({ given: pair, environment: { NCLOUD_API_GW: url } }).site).toBe(site);
  });

  it("of the keys' own section goes before NCLOUD_API_GW, and a site that is set before both", () => {
    const environment = { NCLOUD_API_GW: apiUrls.gov };
    expect(resolve({ file: fileAt(apiUrls.fin), environment }).site).toBe("fin");
    expect(resolve({ file: fileAt(apiUrls.fin), given: { site: "public" }, environment }).site).toBe(
      "public",
    );
  });

  it("of a section is not used for keys from another place", () => {
    expect(resolve({ file: fileAt(apiUrls.gov), given: pair }).site).toBe("public");
  });

  it.each(["https://gateway.example.com", "https://evil-ntruss.com", "nowhere"])(
    "does not follow from %s",
    (url) => {
      expect(resolve({ file: fileAt(url) }).site).toBe("public");
    },
  );
});

describe("~/.ncloud/configure", () => {
  it("may have a byte order mark, CRLF, comments, quotes, blanks, and other keys", () => {
    const file = [
      "\uFEFF; mine",
      "# it's old",
      "[ DEFAULT ] ; the first",
      "",
      "region = KR",
      "note = it's; #1",
      '  ncloud_access_key_id="AK_FILE"  # of the sub account',
      "ncloud_secret_access_key = 'a=b#c;'",
    ].join("\r\n");
    expect(keysOf(resolve({ file }))).toEqual(["AK_FILE", "a=b#c;"]);
  });

  it.each([
    ["a=b==", "a=b=="],
    ["abc ; until June", "abc"],
    ["abc\t# it's old", "abc"],
    ["`abc`", "abc"],
  ])("has a value %j that means %j", (value, meaning) => {
    const file = `ncloud_access_key_id=A\nncloud_secret_access_key = ${value}\n`;
    expect(keysOf(resolve({ file }))[1]).toBe(meaning);
  });

  it.each(['"abc', 'abc"', '"abc" def', "abc#def", "abc;def", "ab\\c", '"a\\"b"'])(
    "refuses a value that readers of the file understand differently: %j",
    (value) => {
      const message = problemsOf({
        file: `[DEFAULT]\nncloud_access_key_id = A\nncloud_secret_access_key = ${value}\n`,
      });
      expect(message).toMatch(/~\/.ncloud\/configure: line 3, ncloud_secret_access_key: /);
      expect(message).not.toContain("ab");
    },
  );

  it.each([
    ["[DEFAULT", 1],
    ["[]", 1],
    ["\nsecret-of-mine", 2],
    ["\n\n= secret-of-mine", 3],
  ])("refuses %j by its line, without showing it", (text, line) => {
    const message = problemsOf({ file: `${text}\n${twoSections}` });
    expect(message).toContain(`~/.ncloud/configure: line ${line} is neither`);
    expect(message).not.toContain("secret-of-mine");
  });

  it("refuses a name that stands twice in one section with different values", () => {
    const message = problemsOf({
      file: `${section("DEFAULT", "A")}[project]\n${section("DEFAULT", "B")}`,
    });
    expect(message).toContain("[DEFAULT] has two values of ncloud_access_key_id, in lines 2 and 6");
    expect(accessKeyOf({ file: section("DEFAULT", "A") + section("DEFAULT", "A") })).toBe("A");
  });

  it("refuses what is not UTF-8", () => {
    const file = Buffer.from(`\uFEFF${twoSections}`, "utf16le").toString("utf8");
    expect(problemsOf({ file })).toContain("~/.ncloud/configure: is not text in UTF-8");
  });

  it("is not read for a server role, or for keys from elsewhere", () => {
    const file = "a broken line";
    expect(resolve({ given: { serverRole: "true" }, file }).credentials.kind).toBe("serverRole");
    expect(accessKeyOf({ environment: inEnvironment, file })).toBe("AK_ENV");
  });
});

it("the section that keys came from is told, should NCP refuse them", () => {
  const { credentials } = resolve({ file: twoSections, given: { profile: "project" } });
  expect(credentials).toMatchObject({ keys: { from: "[project] of ~/.ncloud/configure" } });
});
