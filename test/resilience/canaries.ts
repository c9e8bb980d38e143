import { resources } from "../../provider/resources";
import type { Recorded, Stack } from "../support/stack";
import type { World } from "../support/world";
import { canaries } from "./schedule";

/** Complaints about planted secrets in the state (but for the properties that the engine encrypts), the log, the errors and the journal. */
export function secretsIn(stack: Stack, world: World, said: readonly string[]): string[] {
  const places = {
    state: JSON.stringify([...stack.state.values()].map(withoutSecrets)),
    log: world.lines.join("\n"),
    errors: said.join("\n"),
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
  const secrets: readonly string[] = resources[type].secrets;
  const visible = (properties: object) =>
    Object.entries(properties).filter(([name]) => !secrets.includes(name));
  return { ...rest, inputs: visible(inputs), outputs: visible(outputs) };
}
