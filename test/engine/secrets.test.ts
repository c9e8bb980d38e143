import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { failure } from "../support/world";

const canaries = {
  secretKey: "canary-secret-key",
  apiKey: "canary-api-key",
  header: "canary-session-cookie",
  rotated: "canary-second-cookie",
};

describe("secrets on the real engine", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine({
      credentials: { accessKey: "AK", secretKey: canaries.secretKey },
      config: { "ncloud-security:apiKey": { value: canaries.apiKey, secret: true } },
    });
  });
  afterEach(() => world.close());

  const program =
    (cookie: string, waitFor: "submitted" | "started" = "started") =>
    async () => {
      const given = new security.Provider("given", {
        accessKey: "AK",
        secretKey: canaries.secretKey,
        apiKey: canaries.apiKey,
        endpoint: world.emulator.url,
      });
      const scan = new security.wsc.ScanJob("shop", {
        startUrl: "https://shop.example.com/",
        headers: { Cookie: cookie },
        waitFor,
        timeouts: { create: "1s", update: "1s" },
      });
      const alerts = new security.filesafer.NotificationConfig(
        "alerts",
        { filter: "hash", notificationType: "MAL" },
        { provider: given },
      );
      return {
        cookie: scan.headers.apply((headers) => headers?.Cookie),
        memo: pulumi.interpolate`${alerts.id}`,
      };
    };

  it("are in no state, output, error or journal, whatever succeeds or fails", async () => {
    await failure(world.up(program(canaries.header)));
    await world.refresh();
    await failure(world.up(program(canaries.rotated)));
    await failure(
      world.preview(async () => {
        new security.wsc.ScanJob("wrong", { startUrl: "x", headers: { "bad name": canaries.header } });
      }),
    );
    const places = {
      state: await world.stateFile(),
      output: world.output.join(""),
      journal: JSON.stringify(world.emulator.requests()),
    };
    for (const canary of Object.values(canaries)) {
      for (const [place, text] of Object.entries(places)) {
        expect(text.includes(canary), `${canary} in the ${place}`).toBe(false);
      }
    }
    // The search itself works: what is no secret is found.
    expect(places.state).toContain("https://shop.example.com/");
  });

  it("reach NCP nevertheless", async () => {
    await world.up(program(canaries.header, "submitted"));
    const [created] = world.emulator.requests({ operation: "createJob" });
    expect(created?.fields.Headers).toBeDefined();
    expect((await world.stack.outputs()).cookie).toMatchObject({ secret: true });
  });
});
