import { describe, expect, it } from "vitest";
import type { Credentials, Emulator } from "../../emulator";
import { type Answer, ask, control, emulate, errorCode, signature, start } from "./support";

const path = "/api/v1/caller-identity";

const one: Credentials = { accessKey: "AK_ONE", secretKey: "SK_ONE" };
const other: Credentials = { accessKey: "AK_OTHER", secretKey: "SK_OTHER" };

/** Asks who owns a key pair, with that pair. */
function whoIs(emulator: Emulator, keys: Credentials): Promise<Answer> {
  const headers = {
    "x-ncp-iam-access-key": keys.accessKey,
    "x-ncp-apigw-signature-v2": signature("GET", path, start, keys),
  };
  return ask(emulator, "GET", path, { headers });
}

describe("getCallerIdentity", () => {
  it("answers the account and the owner of the keys", async () => {
    expect((await ask(await emulate(), "GET", path)).body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      loginAlias: "emulator",
      userType: "Customer",
    });
  });

  it("names the account that the emulator was started as", async () => {
    expect((await ask(await emulate({ account: "bank" }), "GET", path)).body.loginAlias).toBe("bank");
  });

  it("answers the same owner for a key in every emulator", async () => {
    const [first, second] = await Promise.all([emulate({ credentials: one }), emulate({ otherKeys: [one] })]);
    expect((await whoIs(first, one)).body.id).toBe((await whoIs(second, one)).body.id);
  });
});

describe("further keys of the account", () => {
  it("are answered with the same account and an owner of their own", async () => {
    const emulator = await emulate({ credentials: one, otherKeys: [other] });
    const [mine, theirs] = [(await whoIs(emulator, one)).body, (await whoIs(emulator, other)).body];
    expect(theirs.loginAlias).toBe(mine.loginAlias);
    expect(theirs.id).not.toBe(mine.id);
  });

  it("can be added while it runs, and are gone after a reset", async () => {
    const emulator = await emulate({ credentials: one });
    expect(errorCode(await whoIs(emulator, other))).toBe("200");
    emulator.addCredentials(other);
    expect((await whoIs(emulator, other)).status).toBe(200);
    expect((await whoIs(emulator, one)).status).toBe(200);
    emulator.reset();
    expect((await whoIs(emulator, other)).status).toBe(401);
  });

  it("can be added over HTTP, and an access key gets another secret so", async () => {
    const emulator = await emulate({ credentials: one });
    expect((await control(emulator, "POST", "credentials", other)).body).toEqual({ status: "ok" });
    expect((await whoIs(emulator, other)).status).toBe(200);
    const rotated = { ...other, secretKey: "SK_ROTATED" };
    await control(emulator, "POST", "credentials", rotated);
    expect((await whoIs(emulator, other)).status).toBe(401);
    expect((await whoIs(emulator, rotated)).status).toBe(200);
  });

  it("are refused without being shown", async () => {
    const answer = await control(await emulate(), "POST", "credentials", {
      accessKey: "canary\n",
      secretKey: 5,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(/accessKey: .*; secretKey: /);
    expect(answer.text).not.toContain("canary");
  });
});
