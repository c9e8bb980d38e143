import type { Recorded } from "../../support/fakeEngine";
import type { World } from "../../support/world";
import { type Settings, settingsOf } from "../settings";

type State = ReadonlyMap<string, Recorded>;

const off: Settings = {
  hash: { notificationType: "OFF", thresholds: [] },
  file: { notificationType: "OFF", thresholds: [] },
};

/** Keeps account of what File Safer's settings should be where no resource has them. */
export class Formers {
  /** As they were before any program, switched off, or put back. */
  readonly left: Settings;
  /** What each resource found when it was created. */
  readonly #found = new Map<string, Settings>();

  constructor(world: World) {
    this.left = settingsOf(world);
  }

  /** To be called after each run, with what NCP held and the state had before it. */
  note(held: Settings, before: State, now: State): void {
    for (const name of ["alerts", "outbreak"]) {
      const old = before.get(name);
      if (old === undefined && now.has(name)) this.#found.set(name, held);
      if (old !== undefined && !now.has(name))
        this.#leave(name, old.outputs.onDestroy === "restore" ? this.#found.get(name) : off);
    }
  }

  #leave(name: string, { hash, file }: Settings = off): void {
    if (name === "alerts") this.left.hash.notificationType = hash.notificationType;
    else this.left.file.thresholds = file.thresholds;
  }
}
