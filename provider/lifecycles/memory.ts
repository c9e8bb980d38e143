import type { Client } from "../services";
import { JobListing } from "./scanJob/listing";

/** What one provider process knows about one account beside what NCP tells it. */
export class Memory {
  readonly jobs: JobListing;

  constructor(client: Client, clock: () => number) {
    this.jobs = new JobListing(client, clock);
  }
}
