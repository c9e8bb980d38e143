import type { SettingsData } from "./settings";

/** How far a request's timestamp may be from the gateway's clock. */
const tolerance = 5 * 60_000;

/** What the settings say of the clocks. */
type ClockSettings = Pick<SettingsData, "clockOffset" | "clockSkew">;

/**
 * Two clocks. The services' clock, which moves jobs along and can be advanced by days; and the
 * gateway's, which stays with the machine, so that clients need not travel along: it judges
 * timestamps and prints the Date header, and can be made wrong on purpose.
 */
export class Clock {
  readonly #wall: () => number;
  readonly #settings: ClockSettings;

  constructor(wall: () => number, settings: ClockSettings) {
    this.#wall = wall;
    this.#settings = settings;
  }

  /** The services' time in epoch milliseconds. */
  now(): number {
    return this.#wall() + this.#settings.clockOffset;
  }

  gatewayNow(): number {
    return this.#wall() + this.#settings.clockSkew;
  }

  /** Whether a timestamp is fresh by the gateway's clock, or by that of a client who did travel along. */
  accepts(timestamp: number): boolean {
    const gateway = this.gatewayNow();
    const travelled = gateway + this.#settings.clockOffset;
    return [gateway, travelled].some((moment) => Math.abs(moment - timestamp) <= tolerance);
  }
}

/** A change of one of the clocks, its moment as epoch milliseconds. */
type ClockTurn =
  | { readonly advanceSeconds: number }
  | { readonly set: number }
  | { readonly skewSeconds: number };

/** What a change of a clock makes of the settings, while the machine's clock shows `wall`. */
export function turnClock(
  { clockOffset }: ClockSettings,
  turn: ClockTurn,
  wall: number,
): Partial<ClockSettings> {
  if ("advanceSeconds" in turn) return { clockOffset: clockOffset + Math.round(turn.advanceSeconds * 1000) };
  if ("set" in turn) return { clockOffset: Math.round(turn.set - wall) };
  return { clockSkew: Math.round(turn.skewSeconds * 1000) };
}
