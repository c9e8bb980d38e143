import { listSecrets } from "../../../provider/resources/definition";
import { definitions } from "../../../provider/resources/definitions";
import type { FakeEngine, Recorded } from "../../support/fakeEngine";
import type { World } from "../../support/world";
import { canaries } from "./schedule";

/** What is told to anybody over a whole schedule, text by text. */
export interface Told {
  readonly states: string[];
  readonly errors: string[];
}

/** The state as text, but for the properties that the engine encrypts. */
export function visibleState({ state, replaced }: FakeEngine): string {
  return JSON.stringify([...state.values(), ...replaced].map(withoutSecrets));
}

/** Complaints about planted secrets in any state, the log, the errors and the journal. */
export function secretsIn({ states, errors }: Told, world: World): string[] {
  const places = {
    state: states.join("\n"),
    errors: errors.join("\n"),
    log: world.lines.join("\n"),
    // Without the faults, which the schedule itself has written.
    journal: JSON.stringify(world.emulator.requests().map(({ fault: _fault, ...entry }) => entry)),
  };
  return Object.entries(places).flatMap(([place, text]) =>
    Object.entries(canaries)
      .filter(([, canary]) => text.includes(canary))
      .map(([secret]) => `the ${secret} is in the ${place}`),
  );
}

function withoutSecrets({ type, inputs, outputs, ...rest }: Recorded) {
  const secrets: readonly string[] = listSecrets(definitions[type]);
  const visible = (properties: object) =>
    Object.entries(properties).filter(([name]) => !secrets.includes(name));
  return { ...rest, inputs: visible(inputs), outputs: visible(outputs) };
}

/** Every text of an error and of what caused it, but for the outputs that the engine records encrypted. */
export function everythingOf(error: Error): string[] {
  const { cause, message, stack = "" } = error;
  const details = "details" in error ? [JSON.stringify(error.details)] : [];
  return [message, stack, ...details, ...(cause instanceof Error ? everythingOf(cause) : [])];
}
