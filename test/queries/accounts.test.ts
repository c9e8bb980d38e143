import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";
import { describe, expect, it, vi } from "vitest";
import type { Emulator } from "../../emulator";
import { settle } from "../support/outputs";
import { complaint, configureStack, openAccount, providerOf } from "./support";

const { filesafer } = security;

/** An account that can be told by its setting. */
async function accountWith(notificationType: "MAL" | "ERR"): Promise<Emulator> {
  const credentials = { accessKey: `AK_${notificationType}`, secretKey: `SK_${notificationType}` };
  const emulator = await openAccount({ credentials });
  emulator.seed({ notifications: { hashfilter: notificationType } });
  return emulator;
}

const ask = async (opts?: security.QueryOptions) =>
  (await filesafer.getNotificationConfig({ filter: "hash" }, opts)).notificationType;

const askOutput = async (opts?: security.QueryOutputOptions) =>
  (await settle(filesafer.getNotificationConfigOutput({ filter: "hash" }, opts).notificationType)).value;

describe("a query asks", () => {
  it("the account of its provider, each its own", async () => {
    const [one, other] = [providerOf(await accountWith("MAL")), providerOf(await accountWith("ERR"))];
    expect(await Promise.all([ask({ provider: one }), ask({ provider: other })])).toEqual(["MAL", "ERR"]);
    expect([await askOutput({ provider: one }), await askOutput({ provider: other })]).toEqual([
      "MAL",
      "ERR",
    ]);
  });

  it("without one, the account in the stack's configuration", async () => {
    configureStack(await accountWith("MAL"));
    expect([await ask(), await askOutput()]).toEqual(["MAL", "MAL"]);
    const { secret } = await settle(filesafer.getNotificationConfigOutput({ filter: "hash" }));
    expect(secret).toBe(false);
  });

  it("and else the account in the environment", async () => {
    const { credentials, url } = await accountWith("ERR");
    vi.stubEnv("NCLOUD_ACCESS_KEY_ID", credentials.accessKey);
    vi.stubEnv("NCLOUD_SECRET_ACCESS_KEY", credentials.secretKey);
    pulumi.runtime.setAllConfig({ "ncloud-security:endpoint": url });
    expect([await ask(), await askOutput()]).toEqual(["ERR", "ERR"]);
  });

  it("never the stack's account when it has a provider", async () => {
    const { url } = await accountWith("MAL");
    configureStack(await accountWith("ERR"));
    const provider = new security.Provider("empty", { endpoint: url });
    expect(await complaint(ask({ provider }))).toContain("there is no access key");
    expect(await complaint(askOutput({ provider }))).toBe(await complaint(ask({ provider })));
  });

  it.each(["dynamic provider", "plugin"])(
    "of the %s the account of its parent, unless it has a provider of its own",
    async (shell) => {
      if (shell === "plugin") pulumi.runtime.setConfig("ncloud-security:plugin", "true");
      const provider = providerOf(await accountWith("MAL"));
      const parent = new pulumi.ComponentResource(
        "test:index:Parent",
        "parent",
        {},
        { providers: [provider] },
      );
      expect(await askOutput({ parent })).toBe("MAL");
      const own = providerOf(await accountWith("ERR"));
      expect(await askOutput({ parent, provider: own })).toBe("ERR");
      configureStack(await accountWith("ERR"));
      const orphan = new pulumi.ComponentResource("test:index:Parent", "orphan");
      expect(await askOutput({ parent: orphan })).toBe("ERR");
    },
  );
});

describe("a query says", () => {
  it("where credentials may be set when there are none", async () => {
    const message = await complaint(ask());
    expect(message).toContain("filesafer getNotiConfig: there is no access key");
    expect(message).toContain("pulumi config set --secret ncloud-security:secretKey");
  });

  it("that a provider is another package's", async () => {
    class Other extends pulumi.ProviderResource {}
    const parent = new pulumi.ComponentResource(
      "test:index:Parent",
      "parent",
      {},
      {
        providers: [new Other("pulumi-nodejs", "other", {})],
      },
    );
    expect(() => filesafer.getNotificationConfigOutput({ filter: "hash" }, { parent })).toThrow(
      /belongs to another package.*Provider of pulumi-ncloud-security/s,
    );
  });

  it("what is wrong with the keys, and shows none", async () => {
    const emulator = await accountWith("MAL");
    const message = await complaint(ask({ provider: providerOf(emulator, { secretKey: "SK_PLANTED" }) }));
    expect(message).toMatch(/^filesafer getNotiConfig: /);
    expect(message).not.toContain("PLANTED");
  });
});
