/** The HTTP status of the answer. */
type Status = 400 | 403 | 404;

/** A control was given something that it cannot take. */
export class ControlError extends Error {
  /** By which it is told from other errors, also of another copy of this package. */
  override readonly name = "ControlError";
  /** HTTP status of the answer, where the control was called over HTTP. */
  readonly status: Status;

  constructor(message: string, status: Status = 400) {
    super(message);
    this.status = status;
  }
}
