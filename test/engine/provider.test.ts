import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import * as security from "../../sdk";
import { type EngineWorld, openEngine } from "../support/engine";
import { shellNames } from "../support/host";
import { failure } from "../support/world";

describe.each(shellNames)("accounts on the real engine, in the %s shell", (shell) => {
  let world: EngineWorld;
  let second: Emulator;
  beforeEach(async () => {
    world = await openEngine();
    await world.choose(shell);
    second = await startEmulator({ credentials: { accessKey: "AK2", secretKey: "SK2" } });
  });
  afterEach(async () => {
    await world.close();
    await second.close();
  });

  const alerts = (name: string, opts?: { provider: security.Provider }) =>
    new security.filesafer.NotificationConfig(name, { filter: "hash", notificationType: "MAL" }, opts);

  it("stand side by side, each with its own credentials and endpoint", async () => {
    const program = (secretKey: string) => async () => {
      const other = new security.Provider("other", {
        accessKey: "AK2",
        secretKey,
        endpoints: { filesafer: second.url },
        retry: { maxAttempts: 2 },
      });
      alerts("mine");
      alerts("theirs", { provider: other });
    };
    expect(await world.up(program("SK2"))).toEqual({ create: 4 });
    for (const emulator of [world.emulator, second]) {
      expect(emulator.requests({ operation: "setNotiConfig" })).toHaveLength(1);
    }
    expect(await world.refresh()).toEqual({ same: 4 });
    expect(await world.preview(program("rotated"))).toEqual({ same: 3, update: 1 });
  });

  it("given to a Provider are never mixed with the stack's configuration", async () => {
    const { message } = await failure(
      world.preview(async () => {
        alerts("theirs", { provider: new security.Provider("other", { endpoint: second.url }) });
      }),
    );
    expect(message).toContain("accessKey");
    expect(world.emulator.requests()).toEqual([]);
  });

  it("without credentials are one clear error in the preview that names the key and where to set it", async () => {
    await world.stack.removeConfig("ncloud-security:secretKey");
    await failure(world.preview(async () => void alerts("mine")));
    const shown = world.output.join("");
    expect(shown).toContain("secretKey");
    expect(shown).toContain("pulumi config set --secret ncloud-security:secretKey");
    expect(shown).not.toContain("    at ");
  });

  it("with a wrong secret are told by what NCP says, and nothing is recorded", async () => {
    await world.stack.setConfig("ncloud-security:secretKey", { value: "wrong-secret", secret: true });
    const { message } = await failure(world.up(async () => void alerts("mine")));
    expect(message).toContain("Authentication Failed");
    expect(message).not.toContain("wrong-secret");
    expect(await world.resources()).toEqual({});
  });
});
