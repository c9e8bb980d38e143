import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../../resources/kit/lifecycle";
import { propertiesToWire, type Wire } from "../wire";

/** Marks an object that stands for more than it holds; fixed by the engine's protocol, as are the kinds. */
const mark = "4dabf18193072939515e22adb298388d";
const secretKind = "1b47061264138c4ac30d75fd1eb44270";

/** What the dynamic shell stores beside the properties; a stack that has moved still has it in its state. */
const hidden = ["__provider", "secretArguments"];

/** What the engine has sent. */
export interface Received {
  /** Plain JSON, without nulls, which the engine stores for undefined. */
  readonly values: Properties;
  /** Names of the properties that hold a secret somewhere. */
  readonly secrets: ReadonlySet<string>;
}

export function receive(struct: Struct | undefined): Received {
  const secrets = new Set<string>();
  const entries = Object.entries(struct?.toJavaScript() ?? {})
    .filter(([name]) => !hidden.includes(name))
    .map(([name, value]) => [name, unwrap(value, () => secrets.add(name))] as const);
  return { values: Object.fromEntries(entries.filter(([, value]) => value !== null)), secrets };
}

function unwrap(value: unknown, onSecret: () => void): unknown {
  if (Array.isArray(value)) return value.map((item) => unwrap(item, onSecret));
  if (typeof value !== "object" || value === null) return value;
  if (mark in value && value[mark] === secretKind) {
    onSecret();
    return "value" in value ? unwrap(value.value, onSecret) : null;
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrap(inner, onSecret)]));
}

/** Properties as the engine stores them: those that are named are secret. */
export function send(properties: object, secrets: Iterable<string> = []): Struct {
  const names = new Set(secrets);
  const entries = Object.entries(propertiesToWire(properties)).map(
    ([name, value]) => [name, names.has(name) ? wrap(value) : value] as const,
  );
  return Struct.fromJavaScript(Object.fromEntries<JavaScriptValue>(entries));
}

function wrap(value: Wire): Wire {
  return value === null ? null : { [mark]: secretKind, value };
}
