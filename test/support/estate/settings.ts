import type { Filter, NotificationType, Threshold } from "../../../provider/ncp/api/filesafer/schemas";
import * as security from "../../../sdk";
import { type Act, type Done, type Edits, Member, pickFrom } from "./member";

const types: readonly NotificationType[] = ["MAL", "MAE", "ERR", "ALL"];

const malware = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
const errors = { notificationType: "ERR", referenceTime: 30, thresholdValue: 100 } as const;
const sets: readonly Threshold[][] = [
  [malware],
  [errors, malware],
  [errors],
  [{ ...malware, thresholdValue: 50 }],
  [],
];

/** What each filter of an account has one of, with one value of a list. */
abstract class Setting<Value> extends Member {
  protected chosen = 0;

  constructor(
    name: string,
    public filter: Filter,
    private readonly values: readonly Value[],
  ) {
    super(name);
  }

  /** What the filter is set to. */
  get value(): Value {
    return pickFrom(this.values, this.chosen);
  }

  override edits(freeFilter: Filter | undefined): Edits {
    return {
      value: (value) => this.#change(value),
      ...(freeFilter === undefined ? {} : { filter: () => this.#move(freeFilter) }),
      "is set by somebody": (value) => this.#drift(value),
    };
  }

  #change(value: number): Done {
    this.chosen = this.#another(value);
    return { words: `to ${JSON.stringify(this.value)}` };
  }

  #move(filter: Filter): Done {
    this.filter = filter;
    return { words: `to the ${filter} filter` };
  }

  #drift(value: number): Done {
    const other = pickFrom(this.values, this.#another(value));
    return { words: `somebody sets ${JSON.stringify(other)}`, act: this.setTo(other) };
  }

  #another(value: number): number {
    return this.chosen + 1 + (value % (this.values.length - 1));
  }

  protected abstract setTo(value: Value): Act;
}

const segmentOf = { hash: "hashfilter", file: "filefilter" } as const;

export class Alerts extends Setting<NotificationType> {
  constructor(name: string, filter: Filter) {
    super(name, filter, types);
  }

  override declare(): void {
    const { filter, value: notificationType } = this;
    new security.filesafer.NotificationConfig(this.name, { filter, notificationType }, this.options());
  }

  protected override setTo(value: NotificationType): Act {
    return { settings: { notifications: { [segmentOf[this.filter]]: value } } };
  }
}

export class Thresholds extends Setting<Threshold[]> {
  constructor(name: string, filter: Filter) {
    super(name, filter, sets);
  }

  override declare(): void {
    const { filter, value: thresholds } = this;
    new security.filesafer.ThresholdNotificationConfig(this.name, { filter, thresholds }, this.options());
  }

  protected override setTo(value: Threshold[]): Act {
    return { settings: { thresholds: { [segmentOf[this.filter]]: value } } };
  }
}
