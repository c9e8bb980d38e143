import type { Threshold } from "./thresholdNotificationConfig";
import type { NotificationType } from "./values";

/** What every answer of File Safer carries. Fields that the documents do not name are kept as they came. */
interface Answer {
  /** "0": everything else is thrown as an error. */
  returnCode: string;
  returnMessage?: string;
}

/** What Hash Filter knows of a hash. */
export interface HashCheck {
  hashType?: string;
  hashCode?: string;
  /** Whether the hash is a "file"'s or a "url"'s. */
  group?: string;
  /** "1": malware; "0": not. Undefined where it cannot be read. */
  result?: string;
  /** Since when it is known, in epoch milliseconds, as it came; some answers spell it `regDatetime`. */
  regDateTime?: string;
  regDatetime?: string;
  /** The same in ISO 8601. */
  registeredAt?: string;
}

/** The answer of checkHash. */
export interface HashCheckList extends Answer {
  /** True when there is an entry, unless its result is "0". A hash that is not known to be malware has none. */
  detected: boolean;
  totalRows: number;
  hashCheckResultList: HashCheck[];
}

/** One inspection of a file. */
export interface InputFileLogEntry {
  /** The MIME type. */
  fileType?: string;
  /** Bytes. */
  fileSize?: number;
  /** The archive that the file came in. */
  parentSha1?: string;
  md5?: string;
  sha1?: string;
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
