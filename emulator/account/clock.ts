import type { EmulatorSettings } from "./settings";

/** How far a request's timestamp may be from the gateway's clock. */
const tolerance = 5 * 60_000;

/**
 * Two clocks. The services' clock, which moves jobs along and can be advanced by days; and the
 * gateway's, which stays with the machine, so that clients need not travel along: it judges
 * timestamps and prints the Date header, and can be made wrong on purpose.
 */
export class Clock {
  readonly #wall: () => number;
  readonly #settings: EmulatorSettings;

  constructor(wall: () => number, settings: EmulatorSettings) {
    this.#wall = wall;
    this.#settings = settings;
  }

  /** The services' time in epoch milliseconds. */
  now(): number {
    return this.#wall() + this.#settings.current.clockOffset;
  }

  gatewayNow(): number {
    return this.#wall() + this.#settings.current.clockSkew;
  }

  advance(milliseconds: number): void {
    this.#settings.update(({ clockOffset }) => ({ clockOffset: clockOffset + Math.round(milliseconds) }));
  }

  set(moment: number): void {
    this.#settings.update(() => ({ clockOffset: Math.round(moment - this.#wall()) }));
  }

  /** Makes the gateway's clock wrong by so much. */
  skew(milliseconds: number): void {
    this.#settings.update(() => ({ clockSkew: Math.round(milliseconds) }));
  }

  /** Whether a timestamp is fresh by the gateway's clock, or by that of a client who did travel along. */
  accepts(timestamp: number): boolean {
    const { clockOffset, clockSkew } = this.#settings.current;
    const gateway = this.#wall() + clockSkew;
    const travelled = gateway + clockOffset;
    return [gateway, travelled].some((moment) => Math.abs(moment - timestamp) <= tolerance);
  }
}
