import type { Client } from "../services";
import { JobListing } from "./scanJob/listing";

/** What one provider process knows about one account beside what NCP tells it. */
export class Memory {
  /** The resource that last wrote each setting, by the setting's name. */
  readonly writers = new Map<string, string>();
  /** Markers of the scans that this process has asked for. */
  readonly markers = new Set<string>();
  readonly jobs: JobListing;

  constructor(client: Client, clock: () => number) {
    this.jobs = new JobListing(client, clock);
  }
}
