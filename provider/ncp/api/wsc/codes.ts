import { describePolicy } from "../policy";
import type { CodeTable, Requirements } from "../service";

/** The policy ..._VIEWER is for lists and searches only. */
const policies = describePolicy("NCP_WEB_SECURITY_CHECKER_MANAGER");

export const wscRequirements: Requirements = { policies, apiKey: false };

/** Codes that the client or the emulator decides something by. */
export const wscCode = {
  /** Also what a report that is not there yet gets (inferred). */
  callFailed: "901",
  noScheme: "160331",
  unreachable: "160353",
  badValue: "160431",
  missingValue: "160432",
  unknownValue: "160433",
  queueFull: "160452",
  targetBusy: "160453",
  tooManyWaiting: "160454",
  rescanRefused: "160455",
  reportExpired: "160701",
  nothingToCancel: "160842",
} as const;

/**
 * Service codes of Web Security Checker, from its overview page. The older overview answers all of
 * them with HTTP 200, the newer one with 400 or 401, so only the code counts.
 */
export const wscCodes: CodeTable = {
  [wscCode.callFailed]: {
    kind: "service",
    message: "API Call Fail",
    meaning: "Temporary trouble, or an instanceNo that does not exist or does not allow the call",
    hint: "Check the instanceNo; if it is right, try again later, then ask NAVER Cloud support",
    retryable: true,
  },
  "169201": {
    kind: "permission",
    message: "Auth Check Error",
    meaning: "The account may not use Web Security Checker",
    hint: `Subscribe to the service in the console, and give a sub account the policy ${policies}`,
    retryable: false,
  },
  "169202": {
    kind: "permission",
    message: "User Check Error",
    meaning: "The customer's account cannot be verified",
    hint: "Ask NAVER Cloud support",
    retryable: false,
  },
  [wscCode.noScheme]: {
    kind: "invalidInput",
    message: "ActionURL Check Error",
    meaning: "The URL has no scheme",
    hint: "Start startUrl with http:// or https://",
    retryable: false,
  },
  "160332": {
    kind: "invalidInput",
    message: "Param Check Error",
    meaning:
      "A value is not acceptable; symbols are limited in a login's ID and password, fields of the console",
    hint: "Check the arguments of the scan",
    retryable: false,
  },
  "160351": {
    kind: "invalidInput",
    message: "Login_Check_Fail",
    meaning: "The login failed",
    hint: "Put a fresh session cookie into headers",
    retryable: false,
  },
  [wscCode.unreachable]: {
    kind: "invalidInput",
    message: "URL Connection Error",
    meaning: "NCP cannot connect to the URL",
    hint: "Check that startUrl answers from the internet and that the scanner's addresses are let through",
    retryable: false,
  },
  [wscCode.badValue]: {
    kind: "invalidInput",
    message: "Param Check Error",
    meaning: "A value is not acceptable",
    hint: "Check the arguments of the scan",
    retryable: false,
  },
  [wscCode.missingValue]: {
    kind: "invalidInput",
    message: "Param Check Null",
    meaning: "A value is missing",
    hint: "Check the arguments of the scan",
    retryable: false,
  },
  [wscCode.unknownValue]: {
    kind: "invalidInput",
    message: "Param Value Not Define",
    meaning: "A value is not in the defined set",
    hint: "Check vulnerabilityItems, userAgent and speed",
    retryable: false,
  },
  "160441": {
    kind: "service",
    message: "DB Execute Query Error",
    meaning: "The scan could not be registered",
    hint: "Try again a little later",
    retryable: true,
  },
  "160451": {
    kind: "permission",
    message: "Assets_Check_Fail",
    meaning: "The target is not a server of this NAVER Cloud account",
    hint: "Only assets of the account can be scanned through the API; scan others in the console",
    retryable: false,
  },
  [wscCode.queueFull]: {
    kind: "conflict",
    message: "Queue_Full",
    meaning: "The schedule is fully booked",
    hint: "Try again later",
    retryable: true,
  },
  [wscCode.targetBusy]: {
    kind: "conflict",
    message: "Already_Exists",
    meaning: "A scan of the same target is waiting or running: a target has one scan at a time",
    hint: "Wait for that scan, or cancel or stop it",
    retryable: true,
  },
  [wscCode.tooManyWaiting]: {
    kind: "conflict",
    message: "TooMany_Insert",
    meaning: "Too many scans are waiting",
    hint: "Try again when some have finished",
    retryable: true,
  },
  [wscCode.rescanRefused]: {
    kind: "conflict",
    message: "ReScan Create failed",
    meaning:
      "The conditions of a re-diagnosis are not met: same domain and address as the first scan, within 60 days after it ended, at most 3 times",
    hint: "Start a new scan instead",
    retryable: false,
  },
  "160456": {
    kind: "permission",
    message: "Managed Service agree chk failed",
    meaning: "There is no consent for scanning a third party's server",
    hint: "Give the consent in the console",
    retryable: false,
  },
  "160457": {
    kind: "permission",
    message: "Managed Service file chk failed",
    meaning: "The authentication file on the third party's server was not found",
    hint: "Follow step 2 of the console's guide for third-party servers",
    retryable: false,
  },
  [wscCode.reportExpired]: {
    kind: "conflict",
    message: "Open period expired",
    meaning: "The report is older than one year and can no longer be read",
    hint: "Run a new scan",
    retryable: false,
  },
  [wscCode.nothingToCancel]: {
    kind: "conflict",
    message: "DB Matcing Data 0",
    meaning: "There is nothing to cancel: only waiting scans can be canceled",
    hint: "Stop the scan if it is running",
    retryable: false,
  },
  "165244": {
    kind: "conflict",
    message: "DB Data Record CNT Not Matching",
    meaning: "The instanceNo does not match the records",
    hint: "Check the instanceNo",
    retryable: false,
  },
};
