import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";
import { beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator";
import { settle } from "../support/outputs";
import { complaint, lastDays, openAccount, providerOf } from "./support";

let emulator: Emulator;
let opts: { provider: security.Provider };

beforeEach(async () => {
  emulator = await openAccount();
  opts = { provider: providerOf(emulator) };
});

const { wsc, filesafer, securitymonitoring } = security;

const sha1 = "213ce10c4298c7617aac93615c3c3b0a783fd304";

/** From JavaScript, or from a configuration file, anything may arrive. */
function untyped<T>(value: unknown): T {
  return value as T;
}

const wrong: readonly [string, () => Promise<unknown>, string][] = [
  [
    "a page of 0",
    () => wsc.getJobs({ page: 0 }, opts),
    "wsc getJobs: page: must be a whole number of at least 1 (given: 0). Nothing was sent",
  ],
  [
    "half a job",
    () => wsc.getJobs({ limit: 1.5 }, opts),
    "wsc getJobs: limit: must be a whole number of at least 1 (given: 1.5)",
  ],
  [
    "a page of all pages",
    () => wsc.getJobs({ page: 2, all: true }, opts),
    "page: must be left out together with all (given: 2)",
  ],
  [
    "an argument that does not exist",
    () => wsc.getJobs(untyped({ pageNo: 2 }), opts),
    "pageNo: no such argument; there are limit, page, all",
  ],
  [
    "a state that does not exist",
    () => wsc.searchJobs({ statusCode: untyped(7) }, opts),
    "statusCode: must be null or one of 2, 3, 4, 5, 12, 13, 14, 15, 91, 92, 93 (given: 7)",
  ],
  [
    "a job without a number",
    () => wsc.getReport({ instanceNo: "shop" }, opts),
    'or its digits (given: "shop")',
  ],
  [
    "no arguments",
    () => wsc.getReport(untyped(undefined), opts),
    "instanceNo: must be the number of a job, such as 1234111231",
  ],
  [
    "an invalid hash",
    () => filesafer.checkHash({ hashCode: "xyz" }, opts),
    'filesafer checkHash: hashCode: must be a SHA-1 (40 hexadecimal digits) or an MD5 (32 hexadecimal digits) (given: "xyz")',
  ],
  [
    "a hash type that does not fit the length",
    () => filesafer.getInputFileLog({ hash: sha1, hashType: "md5" }, opts),
    'hashType: must fit the length of the hash: "sha1" for 40 digits, "md5" for 32 (given: "md5")',
  ],
  [
    "an archive's MD5",
    () => filesafer.getInputFileLogByParentHash({ parentHash: sha1.slice(8) }, opts),
    "parentHash: must be a SHA-1 (40 hexadecimal digits)",
  ],
  [
    "a range of inspections that ends before it starts",
    () => filesafer.getInputFileLogByParentHash({ parentHash: sha1, fromDate: 2, toDate: 1 }, opts),
    "toDate: must not be before fromDate (given: 1)",
  ],
  [
    "an unknown filter",
    () => filesafer.getNotificationConfig({ filter: untyped("url") }, opts),
    'filter: must be one of "hash", "file" (given: "url")',
  ],
  [
    "an unknown platform",
    () => securitymonitoring.getAVList({ ...lastDays(), platform: untyped("metal") }, opts),
    'securitymonitoring getAVList: platform: must be one of "vpc", "classic" (given: "metal")',
  ],
  [
    "a range that ends before it starts",
    () =>
      securitymonitoring.getIDSList(
        { startDateTime: new Date("2026-10-02T00:00:00Z"), endDateTime: "2026-10-01T00:00:00Z" },
        opts,
      ),
    'endDateTime: must not be before startDateTime (given: "2026-10-01T00:00:00Z")',
  ],
  [
    "a time without a zone",
    () => securitymonitoring.getIDSList({ ...lastDays(), startDateTime: "2026-10-01T00:00:00" }, opts),
    'startDateTime: must be a Date, ISO 8601 text with a zone such as "2026-10-01T00:00:00+09:00", or epoch milliseconds (given: "2026-10-01T00:00:00")',
  ],
  [
    "a time in seconds",
    () => securitymonitoring.getIDSList({ ...lastDays(), startDateTime: 1_720_540_427 }, opts),
    "startDateTime: must be epoch milliseconds, and looks like seconds (given: 1720540427)",
  ],
  [
    "a Date that is none",
    () => securitymonitoring.getIDSList({ ...lastDays(), startDateTime: new Date("soon") }, opts),
    "(given: an invalid Date)",
  ],
  [
    "a filter of the other platform",
    () => securitymonitoring.getIPSList({ ...lastDays(), platform: "classic", protocol: "TCP" }, opts),
    'protocol: is a filter on the platform "vpc" only (given: "TCP")',
  ],
  [
    "an empty ticket",
    () => securitymonitoring.getDDoSEventDetail({ ticketId: "" }, opts),
    'ticketId: must be text that is not empty (given: "")',
  ],
  [
    "an Output where a value is expected",
    () => securitymonitoring.getDDoSEventDetail({ ticketId: untyped(pulumi.output("7")) }, opts),
    "ticketId: given as an Output, which is not known yet. Use the form of this query that ends in Output",
  ],
];

describe("a wrong argument is named before anything is sent", () => {
  it.each(wrong)("%s", async (_, ask, message) => {
    expect(await complaint(ask())).toContain(message);
    expect(emulator.requests()).toEqual([]);
  });

  it("and all of them at once", async () => {
    const message = await complaint(
      securitymonitoring.getDDoSList(
        { startDateTime: "x", endDateTime: "y", page: 0, order: untyped("up") },
        opts,
      ),
    );
    for (const argument of ["startDateTime", "endDateTime", "page", "order"]) {
      expect(message).toContain(`${argument}: must`);
    }
  });

  it("in the same words in the Output form", async () => {
    const promised = await complaint(filesafer.checkHash({ hashCode: "xyz" }, opts));
    const applied = await complaint(settle(filesafer.checkHashOutput({ hashCode: "xyz" }, opts)));
    expect(applied).toBe(promised);
  });

  it("without its value when it is secret", async () => {
    const hashCode = pulumi.secret("xyz-planted");
    const message = await complaint(settle(filesafer.checkHashOutput({ hashCode }, opts)));
    expect(message).toContain("hashCode: must be a SHA-1");
    expect(message).toContain("given: a secret value");
    expect(message).not.toContain("planted");
  });
});

it("a range may begin and end at the same moment, and a mere day begins in UTC", async () => {
  await securitymonitoring.getAVList(
    { startDateTime: "2026-10-01", endDateTime: "2026-10-01T09:00+09:00" },
    opts,
  );
  const moment = Date.parse("2026-10-01T00:00:00Z");
  expect(emulator.requests()[0]?.fields).toMatchObject({ startDateTime: moment, endDateTime: moment });
});

it("an error can be told by its kind", async () => {
  const error: unknown = await filesafer
    .checkHash({ hashCode: "xyz" }, opts)
    .catch((reason: unknown) => reason);
  expect(security.isNcloudError(error, "invalidInput")).toBe(true);
  expect(pulumi.RunError.isInstance(error)).toBe(true);
});
