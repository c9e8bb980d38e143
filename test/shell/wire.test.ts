import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { receive, send } from "../../provider/shells/plugin/wire";
import { propertiesToWire, toWire } from "../../provider/shells/wire";
import { secretMark } from "../support/host";
import { unknown } from "../support/world";

const { Struct } = createRequire(__filename)("google-protobuf/google/protobuf/struct_pb");

/** Anything that a careless lifecycle could return. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
});
const careless = fc.dictionary(
  fc.string(),
  fc.oneof(anything, fc.constant(undefined), fc.func(fc.integer())),
);

describe("what is returned to the host", () => {
  it("can always be put on the wire, and comes off it as it was sent", () => {
    fc.assert(
      fc.property(careless, (properties) => {
        const wire = propertiesToWire(properties);
        expect(Struct.fromJavaScript(wire).toJavaScript()).toEqual(wire);
      }),
    );
  });

  it("does not change once it is in that form", () => {
    fc.assert(
      fc.property(careless, (properties) => {
        const wire = propertiesToWire(properties);
        expect(propertiesToWire(wire)).toEqual(wire);
      }),
    );
  });

  it("leaves plain JSON alone", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (properties) => {
        expect(propertiesToWire(properties)).toEqual(JSON.parse(JSON.stringify(properties)));
      }),
    );
  });

  it("keeps the meaning of dates, big numbers, maps and sets", () => {
    const value = {
      date: new Date(0),
      big: 12345678901234567890n,
      map: new Map([["a", new Set([1])]]),
      lost: undefined,
      list: [undefined, Number.NaN],
    };
    expect(toWire(value)).toEqual({
      date: "1970-01-01T00:00:00.000Z",
      big: "12345678901234567890",
      map: { a: [1] },
      list: [null, null],
    });
  });

  it("cuts a cycle instead of following it", () => {
    const loop: Record<string, unknown> = { name: "loop" };
    loop.self = loop;
    expect(toWire(loop)).toEqual({ name: "loop", self: null });
  });
});

describe("what the plugin receives", () => {
  const secret = (value: unknown) => ({ [secretMark]: "1b47061264138c4ac30d75fd1eb44270", value });
  const receiveWire = (values: object) => receive(Struct.fromJavaScript(values));

  it("is what was sent, and tells which properties are secret", () => {
    const properties = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.jsonValue({ noUnicodeString: false }).filter((value) => value !== null),
    );
    fc.assert(
      fc.property(properties, fc.infiniteStream(fc.boolean()), (given, coins) => {
        const names = Object.keys(given).filter(() => coins.next().value);
        const { values, secrets } = receive(send(given, names));
        expect(values).toEqual(propertiesToWire(given));
        expect([...secrets].sort()).toEqual(names.sort());
      }),
    );
  });

  it("is secret where a secret stands at any depth, and has plain values all the same", () => {
    const { values, secrets } = receiveWire({
      headers: { Cookie: secret("c") },
      list: [1, [secret(secret("deep"))]],
      open: "o",
    });
    expect(values).toEqual({ headers: { Cookie: "c" }, list: [1, ["deep"]], open: "o" });
    expect([...secrets].sort()).toEqual(["headers", "list"]);
  });

  it("may be secret and not known yet", () => {
    const { values, secrets } = receiveWire({ memo: secret(unknown) });
    expect([values, [...secrets]]).toEqual([{ memo: unknown }, ["memo"]]);
  });

  it("has no nulls, and nothing that only the dynamic shell stores", () => {
    const stored = { a: null, b: { c: null }, __provider: "text", secretArguments: ["memo"] };
    expect(receiveWire(stored).values).toEqual({ b: { c: null } });
    expect(receive(undefined).values).toEqual({});
  });
});
