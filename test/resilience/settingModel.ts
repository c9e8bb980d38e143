/** One setting of one filter: what NCP holds, and what the resource that has it, if one does, asks for. */
export class SettingModel<Value> {
  /** What the program asks for; undefined without a resource. */
  #wanted: { value: Value; restore: boolean } | undefined;
  #previous: Value;

  constructor(
    private readonly nothing: Value,
    public held = nothing,
  ) {
    this.#previous = nothing;
  }

  set(value: Value, restore: boolean): void {
    // A resource remembers what it found, for the time when it goes.
    if (this.#wanted === undefined) this.#previous = this.held;
    this.#wanted = { value, restore };
    this.held = value;
  }

  /** Another resource takes over what is there. */
  takeOver(): void {
    this.#previous = this.held;
  }

  /** Somebody changes it in the console; the next update mends what the program asks for. */
  drift(value: Value): void {
    if (this.#wanted === undefined) this.held = value;
  }

  remove(): void {
    if (this.#wanted === undefined) return;
    this.held = this.#wanted.restore ? this.#previous : this.nothing;
    this.#wanted = undefined;
  }
}
