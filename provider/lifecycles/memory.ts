import type { Client } from "../services";
import { JobListing } from "./scanJob/listing";

/** What one provider process knows about one account beside what NCP tells it. */
export class Memory {
  /** The resource that last wrote each setting, by the setting's name. */
  readonly writers = new Map<string, string>();
  /** Markers of the scans that this process works for. */
  readonly markers = new Set<string>();
  /** Scans that resources have adopted: the deletion of another one, which was renamed perhaps, must not end them. */
  readonly adopted = new Set<number>();
  /** Scans that a resource had adopted which this process has deleted: its replacement must not adopt them again. */
  readonly disowned = new Set<number>();
  /** The latest upload of each content, by its SHA-1: a second one waits for it. */
  readonly uploads = new Map<string, Promise<unknown>>();
  readonly jobs: JobListing;

  constructor(client: Client, clock: () => number) {
    this.jobs = new JobListing(client, clock);
  }
}
