import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../../sdk";
import { type EngineWorld, openEngine } from "../../support/engine";

const secretKey = "canary-SecretKey-Xy7";
const apiKey = "canary-ApiKey-Xy7";

describe("keys in the stack's configuration, with the plugin", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    const credentials = { accessKey: "AK-plain", secretKey };
    world = await openEngine({
      credentials,
      // Somebody has forgotten --secret.
      config: {
        "ncloud-security:secretKey": { value: secretKey },
        "ncloud-security:apiKey": { value: apiKey },
      },
    });
    await world.choose("plugin");
  });
  afterEach(() => world.close());

  it("are encrypted in the state, also where they are plain in the configuration", async () => {
    const program = async () =>
      void new security.filesafer.NotificationConfig("alerts", { filter: "hash", notificationType: "MAL" });
    expect(await world.up(program)).toEqual({ create: 2 });
    const state = await world.stateFile();
    expect(state).toContain("AK-plain");
    expect(state).not.toContain(secretKey);
    expect(state).not.toContain(apiKey);
    // And they are in it, for a refresh that runs no program.
    expect(await world.refresh()).toEqual({ same: 2 });
  });
});
