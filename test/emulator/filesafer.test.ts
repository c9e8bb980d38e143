import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Emulator } from "../../emulator";
import { zip, zipEncrypted } from "../support/zip";
import { ask, emulate, errorCode } from "./support";

/** The EICAR test file, in parts so that no scanner takes this source for it. */
const eicar = Buffer.from(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
);
const clean = Buffer.from("hello, world\n");
const filters = ["hashfilter", "filefilter"] as const;

const digest = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest("hex");

function upload(emulator: Emulator, bytes: Uint8Array<ArrayBuffer>, archivePassword?: string) {
  const form = new FormData();
  form.append("file", new Blob([bytes]), "upload.bin");
  if (archivePassword !== undefined) form.append("archivePassword", archivePassword);
  return ask(emulator, "POST", "/filefilter/v1/inputFile", { body: form });
}

const log = z.looseObject({ returnCode: z.literal("0"), inputFileLogList: z.array(z.looseObject({})) });

async function logOf(emulator: Emulator, bytes: Uint8Array) {
  const target = `/filefilter/v1/getInputFileLog?hash=${digest("sha1", bytes)}&hashType=sha1`;
  return log.parse((await ask(emulator, "GET", target)).body).inputFileLogList;
}

async function entriesOf(emulator: Emulator, archive: Uint8Array, range = "") {
  const target = `/filefilter/v1/getInputFileLogByParentHash?parentHash=${digest("sha1", archive)}${range}`;
  return log.parse((await ask(emulator, "GET", target)).body).inputFileLogList;
}

async function detected(emulator: Emulator, hashCode: string, hashType = "sha1") {
  return (await ask(emulator, "GET", `/hashfilter/v1/checkHash?hashCode=${hashCode}&hashType=${hashType}`))
    .body;
}

describe.each(filters)("notifications of %s", (filter) => {
  const path = (name: string) => `/${filter}/v1/${name}`;
  const set = (emulator: Emulator, json: unknown) =>
    ask(emulator, "POST", path("setThresholdNotiConfig"), { json });
  const thresholds = async (emulator: Emulator) =>
    (await ask(emulator, "POST", path("getThresholdNotiConfig"))).body.thresholdNotificationInfoList;
  const malware = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 };
  const failure = { notificationType: "ERR", referenceTime: 30, thresholdValue: 1000 };

  it("are off at first, and then what they were set to, apart from the other filter", async () => {
    const emulator = await emulate();
    const other = filters.find((name) => name !== filter);
    expect((await ask(emulator, "GET", path("getNotiConfig"))).body).toEqual({
      returnCode: "0",
      returnMessage: "success",
      notificationType: "OFF",
    });
    const answer = await ask(emulator, "POST", path("setNotiConfig"), { json: { notificationType: "MAE" } });
    expect(answer.body).toEqual({ returnCode: "0", returnMessage: "success" });
    expect((await ask(emulator, "GET", path("getNotiConfig"))).body).toMatchObject({
      notificationType: "MAE",
    });
    expect((await ask(emulator, "GET", `/${other}/v1/getNotiConfig`)).body).toMatchObject({
      notificationType: "OFF",
    });
  });

  it("hold one threshold a type until all are removed", async () => {
    const emulator = await emulate();
    expect(await thresholds(emulator)).toEqual([]);
    await set(emulator, malware);
    await set(emulator, failure);
    await set(emulator, { ...malware, thresholdValue: 7 });
    expect(await thresholds(emulator)).toEqual([{ ...malware, thresholdValue: 7 }, failure]);
    await ask(emulator, "POST", path("removeThresholdNotiConfig"));
    expect(await thresholds(emulator)).toEqual([]);
  });

  it("hold a single threshold by the other reading of the documents", async () => {
    const emulator = await emulate({ limits: { thresholdEntries: "single" } });
    await set(emulator, malware);
    await set(emulator, failure);
    expect(await thresholds(emulator)).toEqual([failure]);
  });

  it.each([
    [{ ...malware, referenceTime: 12 }, "140001"],
    [{ ...malware, referenceTime: 35 }, "140001"],
    [{ ...malware, thresholdValue: 0 }, "140001"],
    [{ ...malware, thresholdValue: "5" }, "140001"],
    [{ ...malware, notificationType: "ALL" }, "140001"],
    [{ notificationType: "MAL", referenceTime: 10 }, "140005"],
    [{ notificationType: "MAL", referenceType: 10, thresholdValue: 5 }, "140005"],
  ])("refuse the threshold %o", async (json, code) => {
    const emulator = await emulate();
    const answer = await set(emulator, json);
    expect([answer.status, answer.body.returnCode]).toEqual([200, code]);
    expect(await thresholds(emulator)).toEqual([]);
  });

  it.each([
    [{}, "140005"],
    [{ notificationType: "ON" }, "140001"],
  ])("refuse the setting %o", async (json, code) => {
    const answer = await ask(await emulate(), "POST", path("setNotiConfig"), { json });
    expect(errorCode(answer)).toBe(code);
  });
});

describe("Hash Filter", () => {
  it("knows the documents' sample, and not the sample's clean hash", async () => {
    const emulator = await emulate();
    expect(await detected(emulator, "213ce10c4298c7617aac93615c3c3b0a783fd304")).toEqual({
      returnCode: "0",
      returnMessage: "success",
      totalRows: 1,
      hashCheckResultList: [
        {
          hashType: "sha1",
          hashCode: "213ce10c4298c7617aac93615c3c3b0a783fd304",
          group: "file",
          result: "1",
          regDateTime: "1497409737000",
        },
      ],
    });
    expect(await detected(emulator, "f093e7767bb63ac973b697d3fd1d40a78b87b8bf")).toEqual({
      returnCode: "0",
      returnMessage: "success",
      totalRows: 0,
      hashCheckResultList: [],
    });
  });

  it("knows the EICAR test file by both hashes, in either case", async () => {
    const emulator = await emulate();
    expect(await detected(emulator, digest("md5", eicar).toUpperCase(), "md5")).toMatchObject({
      totalRows: 1,
    });
    expect(await detected(emulator, digest("sha1", eicar))).toMatchObject({ totalRows: 1 });
  });

  it("learns what File Filter finds to be malware, and only that", async () => {
    const emulator = await emulate();
    const infected = Buffer.concat([eicar, Buffer.from("\nand more")]);
    for (const bytes of [infected, clean]) await upload(emulator, bytes);
    expect(await detected(emulator, digest("sha1", infected))).toMatchObject({ totalRows: 1 });
    expect(await detected(emulator, digest("sha1", clean))).toMatchObject({ totalRows: 0 });
  });

  it.each([
    ["hashCode=abc&hashType=sha1", "140001"],
    [`hashCode=${"a".repeat(40)}&hashType=md5`, "140001"],
    [`hashCode=${"a".repeat(64)}&hashType=sha256`, "140001"],
    [`hashCode=${"a".repeat(40)}`, "140005"],
    ["hashType=", "140005"],
  ])("refuses %s", async (query, code) => {
    expect(errorCode(await ask(await emulate(), "GET", `/hashfilter/v1/checkHash?${query}`))).toBe(code);
  });
});

describe("File Filter", () => {
  it("inspects a file and logs it by its hashes", async () => {
    const emulator = await emulate();
    expect((await upload(emulator, clean)).body).toEqual({ returnCode: "0", returnMessage: "success" });
    expect(await logOf(emulator, clean)).toEqual([
      {
        fileType: "text/plain",
        fileSize: clean.length,
        parentSha1: null,
        md5: digest("md5", clean),
        sha1: digest("sha1", clean),
        sha256: digest("sha256", clean),
        analysisStatusCode: "CMPL",
        analysisResultCode: "N",
        notifyYmdt: null,
        registrationYmdt: "1772409600000",
      },
    ]);
  });

  it("logs nothing for an unknown file, and an entry for each inspection of a known one", async () => {
    const emulator = await emulate();
    expect(await logOf(emulator, clean)).toEqual([]);
    await upload(emulator, clean);
    await upload(emulator, clean);
    expect(await logOf(emulator, clean)).toHaveLength(2);
  });

  it("takes its time, as the pace has it", async () => {
    const emulator = await emulate({ pace: 30 });
    await upload(emulator, eicar);
    expect(await logOf(emulator, eicar)).toMatchObject([
      { analysisStatusCode: "IPRG", analysisResultCode: null },
    ]);
    emulator.advance({ seconds: 30 });
    expect(await logOf(emulator, eicar)).toMatchObject([
      { analysisStatusCode: "CMPL", analysisResultCode: "M" },
    ]);
  });

  it("ends an inspection as it is told to", async () => {
    const emulator = await emulate({ pace: "manual" });
    await upload(emulator, clean);
    for (const [statusCode, resultCode] of [
      ["EXCN", null],
      ["ERR", "E"],
      ["CMPL", "N"],
    ] as const) {
      emulator.moveFile(digest("sha1", clean), { statusCode });
      expect(await logOf(emulator, clean)).toMatchObject([
        { analysisStatusCode: statusCode, analysisResultCode: resultCode },
      ]);
    }
  });

  it("sends a notice when the setting asks for one", async () => {
    const emulator = await emulate();
    emulator.seed({ notifications: { filefilter: "MAL" } });
    for (const bytes of [eicar, clean]) await upload(emulator, bytes);
    expect(await logOf(emulator, eicar)).toMatchObject([{ notifyYmdt: "1772409600000" }]);
    expect(await logOf(emulator, clean)).toMatchObject([{ notifyYmdt: null }]);
  });

  it("takes the question for a log as a POST too, as the 2019 reference has it", async () => {
    const emulator = await emulate();
    await upload(emulator, clean);
    const json = { hash: digest("md5", clean), hashType: "md5" };
    const { body } = await ask(emulator, "POST", "/filefilter/v1/getInputFileLog", { json });
    expect(log.parse(body).inputFileLogList).toHaveLength(1);
  });

  it("takes 10 MB and no byte more", async () => {
    const emulator = await emulate();
    const most = 10 * 1024 * 1024;
    expect(errorCode(await upload(emulator, new Uint8Array(most)))).toBe("0");
    expect(errorCode(await upload(emulator, new Uint8Array(most + 1)))).toBe("140007");
    expect((await upload(emulator, new Uint8Array(most * 2))).status).toBe(413);
  });

  it("wants a file that has content", async () => {
    const emulator = await emulate();
    expect(errorCode(await upload(emulator, new Uint8Array(0)))).toBe("140005");
    const form = new FormData();
    form.append("archivePassword", "secret");
    expect(errorCode(await ask(emulator, "POST", "/filefilter/v1/inputFile", { body: form }))).toBe("140005");
  });

  it("looks at the first of several files", async () => {
    const emulator = await emulate();
    const form = new FormData();
    for (const bytes of [clean, eicar]) form.append("file", new Blob([bytes]), "a");
    await ask(emulator, "POST", "/filefilter/v1/inputFile", { body: form });
    expect([await logOf(emulator, clean), await logOf(emulator, eicar)]).toMatchObject([[{}], []]);
  });
});

/** An archive of so many small files, all of them different. */
function build(count: number, others: Record<string, Buffer> = {}) {
  const files = Array.from({ length: count }, (_, index) => [`lib/${index}.js`, Buffer.from(`${index}\n`)]);
  return zip({ ...Object.fromEntries(files), ...others });
}

/** The end of an archive, which tells how many files it has and where its directory is. */
const endSize = 22;
const countAt = -endSize + 10;
const directoryAt = -endSize + 16;

/** The same file twice in the directory, and once in the archive. */
function overlapping(content: Buffer) {
  const single = zip({ "a.bin": content });
  const end = single.subarray(-endSize);
  const directory = single.subarray(single.readUInt32LE(single.length + directoryAt), -endSize);
  const both = Buffer.concat([single.subarray(0, -endSize), directory, end]);
  both.writeUInt16LE(2, both.length + countAt);
  return both;
}

/** With a number that only the records of ZIP64 would tell. */
function zip64(at: (archive: Buffer) => number, size: 2 | 4) {
  const archive = zip({ "a.bin": clean });
  return archive.fill(0xff, at(archive), at(archive) + size);
}

describe("an archive", () => {
  const archive = zip({ "docs/readme.txt": clean, "bad.com": eicar, "docs/": Buffer.alloc(0) });

  it("is as bad as its worst file, and each file is logged under it", async () => {
    const emulator = await emulate();
    await upload(emulator, archive);
    expect(await logOf(emulator, archive)).toMatchObject([
      { fileType: "application/zip", analysisResultCode: "M" },
    ]);
    const parentSha1 = digest("sha1", archive);
    expect(await entriesOf(emulator, archive)).toMatchObject([
      { sha1: digest("sha1", clean), parentSha1, analysisResultCode: "N" },
      { sha1: digest("sha1", eicar), parentSha1, analysisResultCode: "M" },
    ]);
  });

  it("may be of as many files as a real build has, the last of which counts too", async () => {
    const emulator = await emulate();
    const large = build(9_999, { "last.com": eicar });
    await upload(emulator, large);
    expect(await logOf(emulator, large)).toMatchObject([{ analysisResultCode: "M" }]);
    const entries = await entriesOf(emulator, large);
    expect(entries).toHaveLength(10_000);
    expect(entries.filter((entry) => entry.analysisResultCode !== "N")).toMatchObject([
      { sha1: digest("sha1", eicar) },
    ]);
  });

  it("shows only what was registered in a range of dates", async () => {
    const emulator = await emulate();
    await upload(emulator, archive);
    expect(await entriesOf(emulator, archive, "&fromDate=1772409600000&toDate=1772409600000")).toHaveLength(
      2,
    );
    expect(await entriesOf(emulator, archive, "&fromDate=0&toDate=1772409599999")).toHaveLength(0);
    expect(await entriesOf(emulator, archive, "&fromDate=1772409600001")).toHaveLength(0);
    expect(await entriesOf(emulator, archive, "&toDate=1772409600000")).toHaveLength(2);
    const path = "/filefilter/v1/getInputFileLogByParentHash";
    const backwards = `${path}?parentHash=${digest("sha1", archive)}&fromDate=2&toDate=1`;
    expect(errorCode(await ask(emulator, "GET", backwards))).toBe("140001");
  });

  it("is read to its own end, whatever its comment or the name of an entry pretends", async () => {
    const emulator = await emulate();
    const emptyEnd = Buffer.from(zip({}));
    const commented = Buffer.concat([zip({ "bad.com": eicar }), emptyEnd]);
    commented.writeUInt16LE(emptyEnd.length, commented.length - emptyEnd.length - 2);
    expect(errorCode(await upload(emulator, commented))).toBe("0");
    expect(await entriesOf(emulator, commented)).toMatchObject([{ analysisResultCode: "M" }]);
    const folder = zip({ "bad/": eicar });
    expect(errorCode(await upload(emulator, folder))).toBe("0");
    expect(await entriesOf(emulator, folder)).toMatchObject([{ analysisResultCode: "M" }]);
  });

  it("with a password needs that password", async () => {
    const emulator = await emulate();
    const locked = zipEncrypted({ "bad.com": eicar }, "open sesame");
    expect(errorCode(await upload(emulator, locked))).toBe("140010");
    expect(errorCode(await upload(emulator, locked, "wrong"))).toBe("140010");
    expect(errorCode(await upload(emulator, locked, "open sesame"))).toBe("0");
    expect(await entriesOf(emulator, locked)).toMatchObject([{ analysisResultCode: "M" }]);
  });

  it.each([
    ["cut short", archive.subarray(0, archive.length - 30)],
    ["damaged", Buffer.from(archive).fill(0xff, 60, 70)],
    ["a bomb", zip({ "zeros.bin": Buffer.alloc(51 * 1024 * 1024) })],
    [
      "a bomb of small files",
      zip(Object.fromEntries(Array.from({ length: 52 }, (_, index) => [`${index}`, Buffer.alloc(2 ** 20)]))),
    ],
    ["of too many files", build(10_001)],
    ["of files that share their bytes", overlapping(randomBytes(1000))],
    ["of as many files as only ZIP64 has", zip64((all) => all.length + countAt, 2)],
    ["longer than any but ZIP64", zip64((all) => all.length + directoryAt, 4)],
    ["of a file as large as only ZIP64 has", zip64((all) => all.indexOf("PK\x01\x02") + 24, 4)],
  ])("that is %s cannot be opened", async (_, bytes) => {
    const emulator = await emulate();
    expect(errorCode(await upload(emulator, bytes))).toBe("140010");
    expect(await logOf(emulator, bytes)).toEqual([]);
  });
});
