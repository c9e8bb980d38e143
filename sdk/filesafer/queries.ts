import { query } from "../queries";
import type {
  HashCheckList,
  InputFileLog,
  NotificationSetting,
  ThresholdNotificationSetting,
} from "./answers";
import type { Filter, HashType } from "./values";

/** Which hash to look up. */
export interface CheckHashArgs {
  /** A SHA-1 (40 hexadecimal digits) or an MD5 (32) of a file or of a URL's text. */
  hashCode: string;
  /** "sha1" or "md5". Default: what the length of the hash says. */
  hashType?: HashType;
}

/** Whose inspections to read. */
export interface GetInputFileLogArgs {
  /** The file's SHA-1 (40 hexadecimal digits) or MD5 (32). */
  hash: string;
  /** "sha1" or "md5". Default: what the length of the hash says. */
  hashType?: HashType;
}

/** Which archive's files to read the inspections of, and from when. */
export interface GetInputFileLogByParentHashArgs {
  /** The archive's SHA-1. */
  parentHash: string;
  /**
   * Only files that were registered since: ISO 8601 text with a zone (a mere day begins in UTC), epoch
   * milliseconds, or in TypeScript a Date.
   */
  fromDate?: Date | string | number;
  /** Only files that were registered until then; in the same forms. One of the two may stand alone (inferred). */
  toDate?: Date | string | number;
}

/** Which filter's setting to read. */
export interface GetNotificationConfigArgs {
  /** Whose notifications: "hash" (Hash Filter) or "file" (File Filter). */
  filter: Filter;
}

const hash = query<CheckHashArgs, HashCheckList>(
  "filesafer",
  "checkHash",
  (door) => door.filesafer.checkHash,
);
const log = query<GetInputFileLogArgs, InputFileLog>(
  "filesafer",
  "getInputFileLog",
  (door) => door.filesafer.getInputFileLog,
);
const inside = query<GetInputFileLogByParentHashArgs, InputFileLog>(
  "filesafer",
  "getInputFileLogByParentHash",
  (door) => door.filesafer.getInputFileLogByParentHash,
);
const notification = query<GetNotificationConfigArgs, NotificationSetting>(
  "filesafer",
  "getNotificationConfig",
  (door) => door.filesafer.getNotificationConfig,
);
const thresholds = query<GetNotificationConfigArgs, ThresholdNotificationSetting>(
  "filesafer",
  "getThresholdNotificationConfig",
  (door) => door.filesafer.getThresholdNotificationConfig,
);

/**
 * Asks Hash Filter whether a hash is that of malware. NCP takes these calls from its own servers only.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-filesafer-checkhash
 * @example
 * const { detected } = await security.filesafer.checkHash({
 *   hashCode: "213ce10c4298c7617aac93615c3c3b0a783fd304",
 * });
 */
export const checkHash = hash.now;

/**
 * {@link checkHash} as an Output, of arguments that may be Outputs. Unknown, without a call, until all
 * that it needs is known.
 *
 * @example
 * export const detected = security.filesafer.checkHashOutput({ hashCode: artefact.sha1 }).detected;
 */
export const checkHashOutput = hash.output;

/**
 * Reads what File Filter found in a file. A file that was inspected several times has several entries.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-filesafer-getinputfilelog
 * @example
 * const { inputFileLogList } = await security.filesafer.getInputFileLog({
 *   hash: "3395856ce81f2b7382dee72602f798b642f14140",
 * });
 * const malware = inputFileLogList.some((entry) => entry.analysisResultCode === "M");
 */
export const getInputFileLog = log.now;

/**
 * {@link getInputFileLog} as an Output, of arguments that may be Outputs. Unknown, without a call, until
 * all that it needs is known.
 *
 * @example
 * export const log = security.filesafer.getInputFileLogOutput({ hash: artefact.sha1 }).inputFileLogList;
 */
export const getInputFileLogOutput = log.output;

/**
 * Reads what File Filter found in the files of an archive. Inferred: the dates travel as epoch
 * milliseconds, and each may be given alone.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/getinputfilelogbyparenthash
 * @example
 * const { inputFileLogList } = await security.filesafer.getInputFileLogByParentHash({
 *   parentHash: "3395856ce81f2b7382dee72602f798b642f14140",
 *   fromDate: "2026-10-01T00:00:00+09:00",
 *   toDate: new Date(),
 * });
 */
export const getInputFileLogByParentHash = inside.now;

/**
 * {@link getInputFileLogByParentHash} as an Output, of arguments that may be Outputs. Unknown, without a
 * call, until all that it needs is known.
 *
 * @example
 * const inside = security.filesafer.getInputFileLogByParentHashOutput({ parentHash: archive.sha1 });
 */
export const getInputFileLogByParentHashOutput = inside.output;

/**
 * Reads when a filter of File Safer notifies.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-filesafer-getnoticonfig
 * @example
 * const { notificationType } = await security.filesafer.getNotificationConfig({ filter: "hash" });
 */
export const getNotificationConfig = notification.now;

/**
 * {@link getNotificationConfig} as an Output, of arguments that may be Outputs. Unknown, without a call,
 * until all that it needs is known.
 *
 * @example
 * const setting = security.filesafer.getNotificationConfigOutput({ filter: "hash" }, { provider: kr });
 */
export const getNotificationConfigOutput = notification.output;

/**
 * Reads the thresholds at which a filter of File Safer notifies.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-filesafer-getthresholdnoticonfig
 * @example
 * const { thresholdNotificationInfoList } = await security.filesafer.getThresholdNotificationConfig({
 *   filter: "file",
 * });
 */
export const getThresholdNotificationConfig = thresholds.now;

/**
 * {@link getThresholdNotificationConfig} as an Output, of arguments that may be Outputs. Unknown, without
 * a call, until all that it needs is known.
 *
 * @example
 * const set = security.filesafer.getThresholdNotificationConfigOutput({ filter: "file" });
 */
export const getThresholdNotificationConfigOutput = thresholds.output;
