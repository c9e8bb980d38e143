import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ResourceName } from "../../provider/names";
import { JobListing } from "../../provider/ncp/client/jobListing";
import type { Context } from "../../provider/resources/kit/lifecycle";
import { lifecycles } from "../../provider/resources/lifecycles";
import { openWire, type Reply } from "../conformance/wire";
import { rejection } from "../ncp/support";
import { samplesOf } from "../samples";
import { reported } from "../support/report";
import { accountAt } from "../support/world";
import { altered, jsonTexts } from "./generators";
import { expectClear } from "./hostile";

const tried = reported("reads of hostile answers", "answers");

/** The job in the documents' listing. */
const instanceNo = 1_234_567;
const startUrl = "https://shop.example.com/";
const sha1 = "0123456789abcdef0123456789abcdef01234567";

/** What is recorded of resources that may still vanish: a scan that runs, and an inspection without a verdict. */
const recorded: Readonly<Record<ResourceName, { readonly id: string; readonly outputs: object }>> = {
  ScanJob: {
    id: String(instanceNo),
    outputs: { startUrl, instanceNo, masterInstanceNo: instanceNo, state: "running" },
  },
  NotificationConfig: { id: "hash", outputs: { filter: "hash", notificationType: "MAL" } },
  ThresholdNotificationConfig: { id: "file", outputs: { filter: "file", thresholds: [] } },
  FileInspection: { id: sha1, outputs: { source: "a.zip", sha1, verdict: "pending" } },
};

/** The call that tells each of them apart from one that is gone, and what proves that it is. */
const proofs: Readonly<Record<ResourceName, { readonly operation: string; readonly list: string }>> = {
  ScanJob: { operation: "searchJobs", list: "record_data" },
  NotificationConfig: { operation: "getNotiConfig", list: "notificationType" },
  ThresholdNotificationConfig: { operation: "getThresholdNotiConfig", list: "thresholdNotificationInfoList" },
  FileInspection: { operation: "getInputFileLog", list: "inputFileLogList" },
};

/** Reads as a fresh provider process does; every call is answered the same. */
async function openReader() {
  let reply: Reply = { status: 200, body: "" };
  const { client } = await openWire(() => reply);
  const context = (): Context => ({
    client,
    jobs: new JobListing(
      client,
      () => 0,
      async () => {},
    ),
    ...accountAt("http://127.0.0.1:1"),
    clock: () => 0,
    sleep: async () => {},
    log: () => {},
    status: () => {},
    isUnknown: () => false,
    secretArguments: new Set(),
    claims: new Map(),
  });
  return (resource: ResourceName, answer: Reply) => {
    reply = answer;
    tried.count += 1;
    const { id, outputs } = recorded[resource];
    return lifecycles[resource].read(context(), id, { inputs: outputs, outputs });
  };
}

const statuses = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 403, 404, 410, 429, 500, 502, 503);

describe("a resource that is read", () => {
  it.each(Object.keys(recorded) as ResourceName[])(
    "is never gone because of an answer at random: %s",
    async (resource) => {
      const read = await openReader();
      const { operation, list } = proofs[resource];
      const bodies = fc.oneof(
        jsonTexts([]).filter((text) => !text.includes(list)),
        altered(samplesOf(operation)[0].response.body, []).filter((text) => !mayLack(text)),
      );
      const property = fc.asyncProperty(statuses, bodies, async (status, body) => {
        const found = await read(resource, { status, body }).catch((error: unknown) => {
          expectClear(error);
          return "an error";
        });
        expect(found).not.toBeNull();
      });
      await fc.assert(property, { numRuns: 250 });
    },
  );

  it("is gone only when a complete listing lacks it", async () => {
    const read = await openReader();
    const numbers = fc.constantFrom(instanceNo, 1, 2, 3);
    const property = fc.asyncProperty(
      fc.array(numbers, { maxLength: 4 }),
      fc.integer({ min: -1, max: 4 }),
      fc.constantFrom("top", "resources", "result", "data"),
      fc.constantFrom(...faults),
      async (rows, total, place, fault) => {
        const whole = { total_cnt: total, record_data: rows.map(rowOf) };
        const body = place === "top" ? whole : { returnCode: "0", [place]: whole };
        const found = await read("ScanJob", fault.strike({ status: 200, body })).catch((error: unknown) => {
          expectClear(error);
          return "an error";
        });
        const lacking = !rows.includes(instanceNo) && rows.length === total && new Set(rows).size === total;
        expect(found === null).toBe(lacking && fault.name === "none");
      },
    );
    await fc.assert(property, { numRuns: 600 });
  });

  it("is not gone because a listing never ends", async () => {
    let row = 0;
    const { client } = await openWire(() => {
      row += 1;
      return { status: 200, body: { total_cnt: Number.MAX_SAFE_INTEGER, record_data: [rowOf(-row)] } };
    });
    const jobs = new JobListing(
      client,
      () => 0,
      async () => {},
    );
    tried.count += 1;
    const error = await rejection(jobs.find("account", instanceNo));
    expectClear(error);
    expect(error.summary).toContain("broke off");
    expect(row).toBeLessThanOrEqual(3_000);
  });
});

function rowOf(number: number) {
  return { instanceNo: number, start_url: startUrl, result_button: "terminate" };
}

/** Ways to break an answer that was whole. */
const faults: readonly { readonly name: string; strike(reply: Reply): Reply }[] = [
  { name: "none", strike: (reply) => reply },
  ...[400, 401, 403, 404, 410, 500].map((status) => ({
    name: `HTTP ${status}`,
    strike: (reply: Reply) => ({ ...reply, status }),
  })),
  { name: "cut off", strike: ({ status, body }) => ({ status, body: JSON.stringify(body).slice(0, -1) }) },
  {
    name: "with an error",
    strike: ({ status, body }) => ({ status, body: { ...asObject(body), returnCode: "9" } }),
  },
  {
    name: "renamed",
    strike: ({ status, body }) => ({
      status,
      body: JSON.stringify(body).replaceAll("record_data", "records"),
    }),
  },
  {
    name: "null",
    strike: ({ status, body }) => ({
      status,
      body: JSON.stringify(body).replace(/"total_cnt":-?\d+/, '"total_cnt":null'),
    }),
  },
];

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

const jobs = z.object({ record_data: z.array(z.object({ instanceNo: z.coerce.number().int() })) });
const inspections = z.object({ inputFileLogList: z.array(z.unknown()).length(0) });

/** Whether an altered sample is still a listing, but one without the resource: the next test is about those. */
function mayLack(text: string): boolean {
  const body: unknown = JSON.parse(text);
  const rows = jobs.safeParse(body).data?.record_data;
  return rows?.every((row) => row.instanceNo !== instanceNo) ?? inspections.safeParse(body).success;
}
