import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { findEndpoint, type Site } from "../../provider/ncp/settings/endpoints";
import { resolveSettings } from "../../provider/ncp/settings/settings";
import { keysOf, type Places, pair, problemsOf, resolve } from "./settingsSupport";

describe("key pairs", () => {
  const environment = { NCLOUD_ACCESS_KEY_ID: "AK_ENV", NCLOUD_SECRET_KEY: "SK_ENV" };
  const file = "ncloud_access_key_id = AK_FILE\nncloud_secret_access_key = SK_FILE\n";

  it("come from the given place first, then the environment, then the file", () => {
    expect(keysOf(resolve({ given: pair, environment, file }))).toEqual(["AK", "SK"]);
    expect(keysOf(resolve({ environment, file }))).toEqual(["AK_ENV", "SK_ENV"]);
    expect(keysOf(resolve({ file }))).toEqual(["AK_FILE", "SK_FILE"]);
  });

  it("prefer the longer environment names", () => {
    const both = {
      NCLOUD_ACCESS_KEY_ID: "1",
      NCLOUD_ACCESS_KEY: "2",
      NCLOUD_SECRET_ACCESS_KEY: "3",
      NCLOUD_SECRET_KEY: "4",
    };
    expect(keysOf(resolve({ environment: both }))).toEqual(["1", "3"]);
    expect(keysOf(resolve({ environment: { NCLOUD_ACCESS_KEY: "2", NCLOUD_SECRET_KEY: "4" } }))).toEqual([
      "2",
      "4",
    ]);
  });

  it("do not ask for the file when another place has them", () => {
    const file = () => {
      throw new Error("read");
    };
    expect(() => resolveSettings({ given: () => undefined, environment, file })).not.toThrow();
  });

  it.each<[string, Places, string, string]>([
    ["given", { given: { accessKey: "AK" }, environment, file }, "secretKey: missing", "config set --secret"],
    [
      "environment",
      { environment: { NCLOUD_SECRET_KEY: "SK" }, file },
      "accessKey: missing",
      "NCLOUD_ACCESS_KEY_ID",
    ],
    ["file", { file: "ncloud_access_key_id=AK" }, "secretKey: missing", "ncloud_secret_access_key"],
  ])("are never mixed: half a pair in the %s is an error", (_, places, missing, where) => {
    const message = problemsOf(places);
    expect(message).toContain(missing);
    expect(message).toContain(where);
  });

  it("that are nowhere are explained with every place", () => {
    const message = problemsOf({});
    for (const place of [
      "pulumi config set --secret ncloud-security:secretKey",
      "arguments of the Provider",
      "~/.ncloud/configure",
    ]) {
      expect(message).toContain(place);
    }
  });

  it("that are given but empty do not fall through to the environment", () => {
    expect(problemsOf({ given: { accessKey: "", secretKey: "SK" }, environment })).toContain(
      "accessKey: is given, but empty",
    );
  });

  it("that could not travel as a header are refused without being shown", () => {
    const message = problemsOf({ given: { accessKey: "A\nX-Evil: 1", secretKey: "SK_SECRET" } });
    expect(message).toContain("accessKey: must be visible ASCII");
    expect(message).not.toMatch(/Evil|SK_SECRET/);
  });
});

describe("settings", () => {
  it("have defaults", () => {
    expect(resolve({ given: pair })).toMatchObject({
      site: "public",
      endpoints: {},
      retry: { maxAttempts: 4, budget: 60 },
      timeouts: { connect: 10, request: 60 },
    });
  });

  it("read JSON text, and keep the default of what it leaves out", () => {
    const { retry, timeouts } = resolve({
      given: { ...pair, retry: '{"maxAttempts":2}', timeouts: '{"connect":"1.5"}' },
    });
    expect(retry).toEqual({ maxAttempts: 2, budget: 60 });
    expect(timeouts).toEqual({ connect: 1.5, request: 60 });
  });

  it("let endpoints win over endpoint, and endpoint over the environment", () => {
    const given = {
      ...pair,
      endpoint: "http://localhost:1/base",
      endpoints: '{"wsc":"https://wsc.example.com"}',
    };
    const environment = { NCLOUD_SECURITY_ENDPOINT: "https://other.example.com" };
    expect(resolve({ given, environment }).endpoints).toEqual({
      wsc: "https://wsc.example.com",
      filesafer: "http://localhost:1/base",
      securitymonitoring: "http://localhost:1/base",
      sts: "http://localhost:1/base",
    });
    expect(resolve({ given: pair, environment }).endpoints.wsc).toBe("https://other.example.com");
  });

  const filesafer = "https://fin-filesafer.apigw.fin-ntruss.com";

  it.each<[string, object, string | undefined]>([
    ["its own endpoint", { sts: "http://localhost:1", wsc: "http://localhost:2" }, "http://localhost:1"],
    ["the endpoint of another service", { securitymonitoring: "http://localhost:3" }, "http://localhost:3"],
    [
      "the first of several",
      { filesafer: "http://localhost:2", wsc: "http://localhost:1" },
      "http://localhost:1",
    ],
    ["the site's own host beside another of NCP's hosts", { filesafer }, undefined],
    ["the first that is not NCP's", { filesafer, wsc: "http://localhost:1" }, "http://localhost:1"],
  ])("ask for the owner of the keys at %s", (_, endpoints, sts) => {
    const given = { ...pair, site: "fin", endpoints: JSON.stringify(endpoints) };
    expect(resolve({ given }).endpoints.sts).toBe(sts);
  });

  it.each([
    "http://127.0.0.1:1",
    "http://127.9.9.9",
    "http://[::1]:1",
    "http://localhost",
    "https://ncp.example.com/a",
  ])("take %s as an endpoint", (endpoint) =>
    expect(resolve({ given: { ...pair, endpoint } }).endpoints.wsc).toBe(endpoint),
  );

  it.each([
    "http://ncp.example.com",
    "http://127.0.0.1.example.com",
    "http://[::ffff:7f00:1]",
    "http://0.0.0.0",
    "ftp://localhost",
  ])("refuse %s as an endpoint", (endpoint) =>
    expect(problemsOf({ given: { ...pair, endpoint } })).toContain("endpoint: "),
  );

  it("refuse a password in an endpoint without showing it", () => {
    const message = problemsOf({ given: { ...pair, endpoint: "https://me:hunter2@example.com" } });
    expect(message).toContain("user name or password");
    expect(message).not.toContain("hunter2");
  });

  it("report every problem at once, with what was given, what is allowed and where to set it", () => {
    const message = problemsOf({
      given: {
        accessKey: "AK",
        site: "moon",
        retry: '{"attempts":3}',
        timeouts: "soon",
        endpoints: '{"vpc":"https://x.y"}',
      },
      environment: { NCLOUD_SECURITY_ENDPOINT: "nowhere" },
    });
    expect(message).toContain("6 settings are wrong");
    expect(message).toMatch(
      /site: .*"moon".*allowed: public, gov, fin.*pulumi config set ncloud-security:site.*NCLOUD_SITE/,
    );
    expect(message).toMatch(/retry: .*"attempts"/);
    expect(message).toMatch(/timeouts: .*"soon"/);
    expect(message).toMatch(/endpoints: .*"vpc"/);
    expect(message).toMatch(/endpoint: is not an http or https URL \(given "nowhere" in the environment/);
    expect(message).toContain("secretKey: missing");
  });

  it.each([
    ["site", "korea", "site: must be public or gov or fin"],
    ["retry", '{"maxAttempts":2.5}', "retry.maxAttempts: must be a whole number from 1 to 20"],
    ["retry", '{"maxAttempts":"many"}', "retry.maxAttempts: must be a number"],
    ["retry", '{"attempts":2}', "retry: has no attempts"],
    ["retry", "3", "retry: must be an object"],
    ["retry", '{"budget":-1}', "retry.budget: must be 0 to 3600 seconds"],
    ["timeouts", '{"request":9000}', "timeouts.request: must be 0.001 to 3600 seconds"],
    ["endpoints", '{"wsc":7}', "endpoints.wsc: must be a text"],
    ["serverRole", "maybe", "serverRole: must be true or false"],
  ])("say of %s %s in words what it must be", (key, value, text) => {
    expect(problemsOf({ given: { ...pair, [key]: value } })).toContain(`${text} (given`);
  });

  it("name the field inside an object", () => {
    expect(problemsOf({ given: { ...pair, retry: '{"maxAttempts":0}' } })).toContain("retry.maxAttempts: ");
  });

  it.each([
    "accessKey",
    "secretKey",
    "apiKey",
    "site",
    "endpoint",
    "endpoints",
    "retry",
    "timeouts",
    "serverRole",
  ])("say that an unknown %s is not known yet", (key) => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const environment = { NCLOUD_ACCESS_KEY: "AK", NCLOUD_SECRET_KEY: "SK" };
    expect(problemsOf({ given: { ...pair, [key]: unknown }, environment })).toMatch(
      new RegExp(`^${key}: the value is not known yet during preview`),
    );
  });

  it("show no secret when printed", () => {
    const settings = resolve({
      given: { accessKey: "AK_PLANTED", secretKey: "SK_PLANTED", apiKey: "API_PLANTED" },
    });
    const printed = [
      JSON.stringify(settings),
      inspect(settings, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    ];
    printed.push(`${settings.apiKey}`);
    expect(printed.join()).not.toContain("PLANTED");
  });
});

describe("the addresses of the services", () => {
  it.each<[Site, string, string]>([
    ["public", "https://wsc.apigw.ntruss.com", "https://filesafer.apigw.ntruss.com"],
    ["gov", "https://wsc.apigw.gov-ntruss.com", "https://filesafer.apigw.gov-ntruss.com"],
    ["fin", "https://wsc.apigw.fin-ntruss.com", "https://fin-filesafer.apigw.fin-ntruss.com"],
  ])("in %s are those of NCP's documents", (site, wsc, filesafer) => {
    expect(findEndpoint("wsc", site, {}).origin).toBe(wsc);
    expect(findEndpoint("filesafer", site, {}).origin).toBe(filesafer);
  });
});

describe("the server role", () => {
  it("is used only when asked for", () => {
    expect(problemsOf({ given: { serverRole: "false" } })).toContain("there is no access key");
    expect(resolve({ given: { serverRole: "true" } }).credentials).toEqual({
      kind: "serverRole",
      endpoint: "http://169.254.169.254",
    });
  });

  it("does not go together with a given key pair", () => {
    expect(problemsOf({ given: { ...pair, serverRole: "true" } })).toContain(
      "serverRole and a key pair are given together",
    );
  });

  it("takes its address from the environment, on this link only", () => {
    const at = (url: string) => ({
      given: { serverRole: "true" },
      environment: { NCLOUD_METADATA_API_ENDPOINT: url },
    });
    expect(resolve(at("http://127.0.0.1:9")).credentials).toMatchObject({ endpoint: "http://127.0.0.1:9" });
    expect(problemsOf(at("http://example.com"))).toContain("metadataEndpoint: must begin with https");
  });
});
