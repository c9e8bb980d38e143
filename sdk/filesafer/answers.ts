import type { Threshold } from "./thresholdNotificationConfig";
import type { NotificationType } from "./values";

/** What every answer of File Safer carries. Fields that the documents do not name are kept as they came. */
interface Answer {
  /** "0": everything else is thrown as an error. */
  returnCode: string;
  /** NCP's own words for the code. */
  returnMessage?: string;
}

/** What Hash Filter knows of a hash. */
export interface HashCheck {
  /** "sha1" or "md5". */
  hashType?: string;
  /** The hash that the entry is about. */
  hashCode?: string;
  /** Whether the hash is a "file"'s or a "url"'s. */
  group?: string;
  /** "1": malware; "0": not. Undefined where it cannot be read. */
  result?: string;
  /** Since when it is known, in epoch milliseconds, as it came; undefined where the answer spells it `regDatetime`. */
  regDateTime?: string;
  /** The same as `regDateTime`, as one of NCP's documents spells it. */
  regDatetime?: string;
  /** `regDateTime`, or `regDatetime`, in ISO 8601. */
  registeredAt?: string;
}

/** The answer of checkHash. */
export interface HashCheckList extends Answer {
  /** True when there is an entry, unless its result is "0". A hash that is not known to be malware has none. */
  detected: boolean;
  /** How many entries there are; 0 for a hash that is not known. */
  totalRows: number;
  /** What is known of the hash; empty for one that is not known to be malware. */
  hashCheckResultList: HashCheck[];
}

/** One inspection of a file. */
export interface InputFileLogEntry {
  /** The MIME type. */
  fileType?: string;
  /** In bytes. */
  fileSize?: number;
  /** SHA-1 of the archive that the file came in. */
  parentSha1?: string;
  /** MD5 of the content. */
  md5?: string;
  /** SHA-1 of the content. */
  sha1?: string;
  /** SHA-256 of the content; not all of NCP's documents have it. */
  sha256?: string;
  /** "IPRG" (it is analyzed), "CMPL" (completed), "ERR" (failed) or "EXCN" (excluded). Undefined where it cannot be read. */
  analysisStatusCode?: string;
  /** "M" (malware), "N" (clean) or "E" (could not be told); none while it is analyzed (inferred). */
  analysisResultCode?: string;
  /** When a notification went out, in epoch milliseconds, as it came. */
  notifyYmdt?: string;
  /** When the file was registered, in epoch milliseconds, as it came. */
  registrationYmdt?: string;
  /** `notifyYmdt` in ISO 8601. */
  notifiedAt?: string;
  /** `registrationYmdt` in ISO 8601. */
  registeredAt?: string;
}

/** The answer of both log queries; empty when File Safer never saw the file. */
export interface InputFileLog extends Answer {
  /** One entry for each inspection, in NCP's order, which the documents do not tell. */
  inputFileLogList: InputFileLogEntry[];
}

/** The answer of getNotificationConfig. */
export interface NotificationSetting extends Answer {
  /** "OFF" (also before anything was set; inferred), "MAL", "MAE", "ERR" or "ALL". */
  notificationType: NotificationType;
}

/** The answer of getThresholdNotificationConfig. */
export interface ThresholdNotificationSetting extends Answer {
  /** Empty before anything was set (inferred). */
  thresholdNotificationInfoList: Threshold[];
}
