import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { type Account, Accounts, type Given } from "../../provider/accounts/account";
import { MemoryNotes } from "../../provider/accounts/run/store";

describe("whose an access key is", () => {
  let emulator: Emulator;
  let lines: string[];
  beforeEach(async () => {
    emulator = await startEmulator({ account: "acme" });
    lines = [];
  });
  afterEach(() => emulator.close());

  const open = (given: Given = {}): Account =>
    new Accounts({ notes: new MemoryNotes(), log: (line) => lines.push(line) }).of({
      ...emulator.credentials,
      endpoint: emulator.url,
      retry: '{"maxAttempts":1}',
      ...given,
    });
  const asked = () => emulator.requests({ operation: "getCallerIdentity" }).length;

  it("is asked once, however many want to know", async () => {
    const { identity } = open();
    const names = await Promise.all([identity.name(), identity.name(), identity.name()]);
    expect(names.map(({ name }) => name)).toEqual(["acme", "acme", "acme"]);
    expect(asked()).toBe(1);
  });

  it("tells keys of one account by one name, and by digests that are not the keys", async () => {
    const other = { accessKey: "ANOTHER", secretKey: "ANOTHER_SECRET" };
    emulator.addCredentials(other);
    const [one, two] = [await open().identity.name(), await open(other).identity.name()];
    expect([one.name, two.name]).toEqual(["acme", "acme"]);
    expect(one.key).not.toBe(two.key);
    expect(one.key).toMatch(/^[0-9a-f]{8}$/);
  });

  it("is not asked where the user gives a name, or where the state has one for the same key", async () => {
    expect(await open({ account: "mine" }).identity.name()).toMatchObject({ name: "mine", isGiven: true });
    const { identity } = open();
    identity.learn({ key: await identity.key(), name: "acme" });
    expect((await identity.name()).name).toBe("acme");
    expect(asked()).toBe(0);
  });

  it("is not learnt from a name that the user had given, or of another key", async () => {
    const { identity } = open();
    identity.learn({ key: await identity.key(), name: "mine", isGiven: true });
    identity.learn({ key: "ffffffff", name: "other" });
    expect((await identity.name()).name).toBe("acme");
  });

  it.each([
    [401, "authentication"],
    [403, undefined],
    [500, undefined],
  ])("is refused with %i where the keys are wrong, and only then", async (status, kind) => {
    emulator.faults({ operation: "getCallerIdentity", effect: { status } });
    const { identity } = open();
    expect(identity.refusal).toBeUndefined();
    expect((await identity.name()).name).toBeUndefined();
    expect(identity.refusal?.kind).toBe(kind);
  });

  it.each([403, 404, 500])(
    "stays unknown where NCP answers %i, in one line and without an error",
    async (status) => {
      emulator.faults({ operation: "getCallerIdentity", effect: { status } });
      const { identity } = open();
      expect(await Promise.all([identity.name(), identity.name()])).toEqual(
        Array(2).fill({ key: await identity.key() }),
      );
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain("give the setting account a name of your own");
    },
  );

  it("is the id of the key's owner where the account has no alias", async () => {
    const body = '{"id":"e1","loginAlias":"","userType":"Customer"}';
    emulator.faults({ operation: "getCallerIdentity", effect: { status: 200, body } });
    expect((await open().identity.name()).name).toBe("e1");
  });
});
