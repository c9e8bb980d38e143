import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";

describe("NotificationConfig on the real engine", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine();
  });
  afterEach(() => world.close());

  const program = (args: security.filesafer.NotificationConfigArgs) => async () => {
    const alerts = new security.filesafer.NotificationConfig("alerts", args);
    return { type: alerts.notificationType, previous: alerts.previousNotificationType };
  };

  it("lives from create to destroy without a change that is not there", async () => {
    expect(await world.up(program({ filter: "hash", notificationType: "MAL" }))).toEqual({ create: 2 });
    expect(await world.preview()).toEqual({ same: 2 });
    expect(await world.refresh()).toEqual({ same: 2 });
    expect(await world.preview()).toEqual({ same: 2 });
    expect(await world.up(program({ filter: "hash", notificationType: "ALL" }))).toEqual({
      same: 1,
      update: 1,
    });
    expect(await world.up(program({ filter: "file", notificationType: "ALL" }))).toEqual({
      same: 1,
      replace: 1,
    });
    await world.destroy();
  });
});
