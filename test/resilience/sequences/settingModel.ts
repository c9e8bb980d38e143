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

  /** The resource goes, and comes again: what is put back in between is what it finds. */
  renew(): void {
    const wanted = this.#wanted;
    this.remove();
    if (wanted !== undefined) this.set(wanted.value, wanted.restore);
  }

  /** The resource is made anew in another account, where it has its own past; here everything stays as it is. */
  moveTo(other: SettingModel<Value>): void {
    if (this.#wanted !== undefined) other.set(this.#wanted.value, this.#wanted.restore);
    this.#wanted = undefined;
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
