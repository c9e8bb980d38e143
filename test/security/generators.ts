import fc from "fast-check";

/** Names that JavaScript, NCP's envelopes or its listings give a meaning to. */
const names = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "toJSON",
  "then",
  "length",
  "",
  "error",
  "errorCode",
  "returnCode",
  "returnMessage",
  "responseError",
  "code",
  "status",
  "message",
  "resources",
  "result",
  "data",
  "record_data",
  "total_cnt",
  "inputFileLogList",
  "notificationType",
);

/** JSON as text, because a number such as 1e999 has no other form. */
const numbers = fc.constantFrom(
  "0",
  "-0",
  "1",
  "-1",
  "0.5",
  "901",
  "200",
  "1e999",
  "-1e999",
  "9".repeat(400),
);

/** What breaks terminals, logs and parsers: controls, invisible signs, lone surrogates, markup. */
const oddities = fc.constantFrom(
  "\u0000",
  "\u001b[2J\u001b]0;title\u0007",
  "\r\nSet-Cookie: a=b",
  "\u202e\u200b\ufeff",
  "\u2028",
  "\ud800",
  "<script>alert(1)</script>",
  "<".repeat(300),
  "&lt;b&gt;",
  "x".repeat(5_000),
);

/** Strings of which some hold what was planted. */
export function strings(planted: readonly string[]): fc.Arbitrary<string> {
  const parts = fc.oneof(fc.string({ unit: "binary" }), oddities, fc.constantFrom("", ...planted));
  return fc.array(parts, { maxLength: 4 }).map((some) => some.join(""));
}

/** Text of a JSON value, with the names and values that are most likely to be mistaken. */
export function jsonTexts(planted: readonly string[]): fc.Arbitrary<string> {
  const text = strings(planted);
  const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("null", "true", "false", "[]", "{}"),
      numbers,
      text.map((each) => JSON.stringify(each)),
      fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items}]`),
      tie("object"),
    ),
    object: fc
      .array(fc.tuple(fc.oneof(names, text), tie("value")), { maxLength: 5 })
      .map((entries) => `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${inner}`)}}`),
  }));
  return value;
}

/** JSON of refusals in the envelopes that NCP uses, with hostile codes and messages. */
export function refusals(planted: readonly string[]): fc.Arbitrary<string> {
  const text = strings(planted);
  return fc.tuple(text, text, fc.nat({ max: 3 })).map(([code, message, envelope]) => {
    const envelopes = [
      { error: { errorCode: code, message } },
      { returnCode: code, returnMessage: message },
      { responseError: { returnCode: code, returnMessage: message } },
      { timestamp: 1, status: 500, error: code, message },
    ];
    return JSON.stringify(envelopes[envelope]);
  });
}

/** The bytes with a part replaced by other bytes; without `other`, cut out. */
export function spoilt(bytes: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat({ max: bytes.length });
  return fc
    .tuple(place, fc.nat({ max: 8 }), fc.uint8Array({ maxLength: 8 }))
    .map(([at, length, other]) => Buffer.concat([bytes.subarray(0, at), other, bytes.subarray(at + length)]));
}

/** JSON text of an object in which one value, at any depth, is replaced by a hostile one. */
export function altered(body: object, planted: readonly string[]): fc.Arbitrary<string> {
  const places = placesIn(body);
  return fc.tuple(fc.constantFrom(...places), jsonTexts(planted)).map(([place, value]) => {
    const mark = "to be replaced";
    return JSON.stringify(withValue(body, place, mark)).replace(JSON.stringify(mark), () => value);
  });
}

type Place = readonly string[];

function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

function withValue(body: unknown, [first, ...rest]: Place, value: unknown): unknown {
  if (first === undefined || typeof body !== "object" || body === null) return value;
  const replace = ([name, inner]: [string, unknown]) => [
    name,
    name === first ? withValue(inner, rest, value) : inner,
  ];
  const entries = Object.entries(body).map(replace);
  return Array.isArray(body) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
