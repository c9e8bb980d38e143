import { isDeepStrictEqual } from "node:util";
import type { Program } from "../../support/fakeEngine";
import type { Artefact } from "../../support/files";
import type { World } from "../../support/world";

/**
 * Counts what the programs of a whole schedule ask File Safer for: a resource that is new in the program,
 * another content, other triggers. A comparison with the state would count one demand again and again,
 * as long as lost answers leave the state old. (Each analysis here ends well; another might be repeated.)
 */
export class Uploads {
  readonly #demands = new Map<string, number>();
  #asked = new Map<string, unknown>();

  constructor(
    private readonly world: World,
    private readonly files: readonly Artefact[],
  ) {}

  /** To be called with the program of each run that is to bring it about. */
  ask(program: Program): void {
    const inspections = Object.entries(program).filter(([, { type }]) => type === "FileInspection");
    const asked = new Map(
      inspections.map(([name, { args }]) => [name, { source: args.source, triggers: args.triggers }]),
    );
    for (const [name, { source }] of asked)
      if (!isDeepStrictEqual(this.#asked.get(name), asked.get(name)))
        this.#demands.set(String(source), (this.#demands.get(String(source)) ?? 0) + 1);
    this.#asked = asked;
  }

  sent(): number {
    return this.files.reduce((sum, file) => sum + this.#sent(file), 0);
  }

  #sent({ sha1 }: Artefact): number {
    return this.world.remote.inspections(sha1).length;
  }

  /** Complaints about contents that were sent more often than they were asked for. */
  superfluous(): string[] {
    return this.files.flatMap((file) => {
      const sent = this.#sent(file);
      const demands = this.#demands.get(file.path) ?? 0;
      return sent > demands ? [`${file.path} was sent ${sent} times for ${demands} demands`] : [];
    });
  }
}
