import type { Client } from "../../ncp/client";
import { JobListing } from "../../ncp/client/jobListing";

/** What one provider process knows about one account beside what NCP tells it. */
export class Memory {
  readonly jobs: JobListing;

  constructor(client: Client, clock: () => number) {
    this.jobs = new JobListing(client, clock);
  }
}
