import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertiesToWire, toWire } from "../../provider/shells/wire";

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
