import { randomBytes } from "node:crypto";
import type { ServiceName } from "../../ncp/api/service";
import { isSamePlace, mayBeSamePlace, type Note, type NoteStore, type Place } from "./store";

/** Milliseconds between two looks at whose turn it is. */
const turnInterval = 500;

/**
 * What the provider processes of one run know of one account beside what NCP tells them. A note is about a
 * thing of a service, such as a job or a setting; the latest one about it counts.
 */
export class Run {
  /** Resources that the program of this run has kept from earlier runs, as far as this process serves them. */
  readonly declared = new Set<string>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** `placeOf` is undefined as long as the account is not known. */
  constructor(
    private readonly store: NoteStore,
    private readonly placeOf: (service: ServiceName) => Place | undefined,
  ) {}

  note(service: ServiceName, about: string, text = ""): void {
    const place = this.placeOf(service);
    if (place !== undefined) this.store.add({ place, about: `${service} ${about}`, text });
  }

  latest(service: ServiceName, about: string): string | undefined {
    return this.#notes(service, about).at(-1)?.text;
  }

  /** True when something is known of it and certainly of this account: where that is not sure, nothing is refused. */
  hasCertainly(service: ServiceName, about: string): boolean {
    return Boolean(this.#notes(service, about, isSamePlace).at(-1)?.text);
  }

  has(service: ServiceName, about: string): boolean {
    return this.latest(service, about) !== undefined;
  }

  /** Does the work while nobody else in this run does his about the same thing. */
  inTurn<T>(
    service: ServiceName,
    about: string,
    { sleep }: { sleep: (milliseconds: number) => Promise<void> },
    work: () => Promise<T>,
  ): Promise<T> {
    const here = () => this.#amongProcesses(service, `turn ${about}`, sleep, work);
    const turn = (this.#turns.get(`${service} ${about}`) ?? Promise.resolve()).then(here, here);
    this.#turns.set(`${service} ${about}`, turn);
    return turn;
  }

  async #amongProcesses<T>(
    service: ServiceName,
    about: string,
    sleep: (milliseconds: number) => Promise<void>,
    work: () => Promise<T>,
  ): Promise<T> {
    const ticket = randomBytes(8).toString("hex");
    this.note(service, about, ticket);
    try {
      while (!this.#isFirst(service, about, ticket)) await sleep(turnInterval);
      return await work();
    } finally {
      this.note(service, about, `${ticket} done`);
    }
  }

  #isFirst(service: ServiceName, about: string, ticket: string): boolean {
    const texts = this.#notes(service, about).map((note) => note.text);
    const first = texts.find((text) => !text.endsWith(" done") && !texts.includes(`${text} done`));
    return first === undefined || first === ticket;
  }

  #notes(service: ServiceName, about: string, isHere = mayBeSamePlace): Note[] {
    const place = this.placeOf(service);
    if (place === undefined) return [];
    return this.store.about(`${service} ${about}`).filter((note) => isHere(note.place, place));
  }
}
