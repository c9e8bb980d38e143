/** The HTTP status of the answer. */
type Status = 400 | 403 | 404;

/** A control was given something that it cannot take. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: Status;

  constructor(message: string, status: Status = 400) {
    super(message);
    this.status = status;
  }
}
