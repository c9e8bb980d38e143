import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { composeOwner as composeFromUrn, readType } from "../../provider/shells/plugin/owner";
import { composeOwner as composeInProgram } from "../../sdk/resource";
import { setEngine } from "../support/monitor";

const token = "ncloud-security:wsc:ScanJob";
const dynamicToken = "pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob";

describe("the owner of what a resource makes, which the plugin reads from the URN", () => {
  beforeAll(() => setEngine(({ inputs }) => ({ id: "1", state: inputs }), "shop"));

  /** The URN that the engine gives such a resource in the plugin. */
  const urnBelow = (types: readonly string[], name: string) =>
    `urn:pulumi:test::shop::${[...types, token].join("$")}::${name}`;

  it.each(["shop", "shop$nightly", "shop::nightly"])(
    "is the one that the SDK sends under the dynamic shell, of a resource named %s",
    async (name) => {
      expect(composeFromUrn(urnBelow([], name))).toBe(await composeInProgram("ScanJob", name));
    },
  );

  it("is the same below components", async () => {
    const outer = new pulumi.ComponentResource("acme:shops:Shops", "outer");
    const inner = new pulumi.ComponentResource("acme:shops:Shop", "inner", {}, { parent: outer });
    expect(composeFromUrn(urnBelow(["acme:shops:Shops", "acme:shops:Shop"], "shop"))).toBe(
      await composeInProgram("ScanJob", "shop", { parent: inner }),
    );
  });

  it("is spelt with the dynamic shell's tokens, also of a parent of ours", () => {
    expect(composeFromUrn(urnBelow([token], "shop"))).toBe(`organization/test::shop::${dynamicToken}::shop`);
  });

  it("tells the resource's own type, whatever stands above it", () => {
    expect(readType(urnBelow(["acme:shops:Shops"], "a::b"))).toBe(token);
  });
});
