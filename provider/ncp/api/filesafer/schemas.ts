import { z } from "zod";
import { code, count, isoDate, looseNumber, looseText, wholeNumber } from "../fields";
import { allowMissingList, defineLooseRows, defineStrictRows } from "../rows";

/** The path segment of each filter: their settings are separate. */
export const filterSegments = { hash: "hashfilter", file: "filefilter" } as const;

export const filters = ["hash", "file"] as const;

export type Filter = (typeof filters)[number];

export const filterSegment = z.enum(["hashfilter", "filefilter"]);

export type FilterSegment = z.output<typeof filterSegment>;

export const notificationTypes = ["OFF", "MAL", "MAE", "ERR", "ALL"] as const;

export type NotificationType = (typeof notificationTypes)[number];

export const thresholdNotificationTypes = ["MAL", "ERR"] as const;

export const hashTypes = ["sha1", "md5"] as const;

export type HashType = (typeof hashTypes)[number];

const hashForms: Readonly<Record<HashType, RegExp>> = { sha1: /^[0-9a-f]{40}$/i, md5: /^[0-9a-f]{32}$/i };

export function isHash(text: string, type: HashType): boolean {
  return hashForms[type].test(text);
}

const reply = { returnCode: code, returnMessage: looseText };

export const acknowledgement = z.looseObject(reply);

export const filterPath = z.strictObject({ filter: filterSegment });

export const setNotiConfigInput = z.strictObject({
  filter: filterSegment,
  notificationType: z.enum(notificationTypes),
});

export const notiConfig = z.looseObject({ ...reply, notificationType: z.enum(notificationTypes) });

/** One advanced setting: notify when `thresholdValue` findings come within `referenceTime` minutes. */
export const threshold = z.strictObject({
  notificationType: z.enum(thresholdNotificationTypes),
  referenceTime: z.int().min(5).max(30).multipleOf(5),
  thresholdValue: z.int().min(1).max(1000),
});

export type Threshold = z.output<typeof threshold>;

export const setThresholdNotiConfigInput = threshold.extend({ filter: filterSegment });

export const thresholdNotiConfig = z.looseObject({
  ...reply,
  thresholdNotificationInfoList: defineStrictRows(
    z.looseObject({
      notificationType: z.enum(thresholdNotificationTypes),
      referenceTime: wholeNumber,
      thresholdValue: wholeNumber,
    }),
  ),
});

const hexDigits = { sha1: 40, md5: 32 } as const;

function hashFits(hash: string, hashType: (typeof hashTypes)[number]): boolean {
  return hash.length === hexDigits[hashType] && /^[0-9a-f]+$/i.test(hash);
}

const hashShape = "a SHA-1 has 40 hexadecimal digits, an MD5 has 32; the hash and hashType must agree";

export const checkHashInput = z
  .strictObject({ hashCode: z.string(), hashType: z.enum(hashTypes) })
  .refine(({ hashCode, hashType }) => hashFits(hashCode, hashType), {
    path: ["hashCode"],
    message: hashShape,
  });

const hashCheck = z
  .looseObject({
    hashType: looseText,
    hashCode: looseText,
    group: looseText,
    result: looseText,
    /** The table of the 2019 reference spells it regDatetime, its sample regDateTime. */
    regDateTime: looseText,
    regDatetime: looseText,
  })
  .transform((entry) => ({ ...entry, registeredAt: isoDate(entry.regDateTime ?? entry.regDatetime) }));

/** That a hash is not in the list means that it is not known as malware, so the list must be whole. */
export const checkHashOutput = allowMissingList(
  "hashCheckResultList",
  "totalRows",
  z
    .looseObject({ ...reply, totalRows: count, hashCheckResultList: defineLooseRows(hashCheck) })
    .refine(({ totalRows, hashCheckResultList: { length } }) => totalRows <= length, {
      path: ["totalRows"],
      message: "is more than the rows that came",
    }),
);

/** NCP counts 10 MB a call; taken as binary megabytes here (inferred). */
export const maximumFileSize = 10 * 1024 * 1024;

export const inputFileInput = z.strictObject({
  file: z.instanceof(Blob).refine((file) => file.size <= maximumFileSize, {
    message: `a file may have at most ${maximumFileSize} bytes (10 MB)`,
  }),
  archivePassword: z.string().min(1).optional(),
});

export const getInputFileLogInput = z
  .strictObject({ hash: z.string(), hashType: z.enum(hashTypes) })
  .refine(({ hash, hashType }) => hashFits(hash, hashType), { path: ["hash"], message: hashShape });

/** The dates are epoch milliseconds, each of which may stand alone (both inferred). */
export const getInputFileLogByParentHashInput = z
  .strictObject({ parentHash: z.string(), fromDate: z.int().optional(), toDate: z.int().optional() })
  .refine(({ parentHash }) => hashFits(parentHash, "sha1"), {
    path: ["parentHash"],
    message: "must be a SHA-1: 40 hexadecimal digits",
  })
  .refine(({ fromDate, toDate }) => fromDate === undefined || toDate === undefined || fromDate <= toDate, {
    path: ["toDate"],
    message: "must not be before fromDate",
  });

export const inputFileLogEntry = z
  .looseObject({
    fileType: looseText,
    fileSize: looseNumber,
    parentSha1: looseText,
    md5: looseText,
    sha1: looseText,
    sha256: looseText,
    /** IPRG analyzing, CMPL completed, ERR error, EXCN excluded. Where it cannot be read, nothing is known. */
    analysisStatusCode: looseText,
    /** M malware, N clean, E detection error; not documented while IPRG. */
    analysisResultCode: looseText,
    notifyYmdt: looseText,
    registrationYmdt: looseText,
  })
  .transform((entry) => ({
    ...entry,
    notifiedAt: isoDate(entry.notifyYmdt),
    registeredAt: isoDate(entry.registrationYmdt),
  }));

export type InputFileLogEntry = z.output<typeof inputFileLogEntry>;

export const inputFileLog = z.looseObject({ ...reply, inputFileLogList: defineLooseRows(inputFileLogEntry) });
