import { describePolicy } from "../policy";
import type { CodeTable, Requirements } from "../service";

const policies = `${describePolicy("NCP_FILE_SAFER_MANAGER")}, or to read only ${describePolicy("NCP_FILE_SAFER_VIEWER")}`;

/** Most pages ask for an API key, the newest ones do not name it; the guide says to create one. */
export const fileSaferRequirements: Requirements = { policies, apiKey: true };

/** Codes that the client or the emulator decides something by. */
export const fileSaferCode = {
  invalidParameter: "140001",
  missingParameter: "140005",
  invalidRequest: "140006",
  fileTooLarge: "140007",
  unzipFailed: "140010",
} as const;

/**
 * Service codes of File Safer, from its overview page; answered with HTTP 200 as `returnCode`. The page
 * has code and message alone: what they mean is inferred from the message.
 */
export const fileSaferCodes: CodeTable = {
  "9": {
    kind: "service",
    message: "fail",
    meaning: "The file was not taken; only the 2019 reference has this code",
    hint: "Try again; if it happens again, ask NAVER Cloud support",
    retryable: false,
  },
  "140000": {
    kind: "service",
    message: "Unknown Error",
    meaning: "File Safer failed",
    hint: "Try again later",
    retryable: true,
  },
  [fileSaferCode.invalidParameter]: {
    kind: "invalidInput",
    message: "Parameter is invalid",
    meaning: "A value is not acceptable",
    hint: "Check the arguments against the documents",
    retryable: false,
  },
  "140002": {
    kind: "permission",
    message: "Not existent user",
    meaning: "The account is not known to File Safer",
    hint: "Subscribe to File Safer in the console",
    retryable: false,
  },
  "140003": {
    kind: "conflict",
    message: "Already in use",
    meaning: "The account already uses File Safer, or the same request is being handled",
    hint: "Look at the present state before you try again",
    retryable: false,
  },
  "140004": {
    kind: "permission",
    message: "Not allowed user",
    meaning: "The account may not use File Safer",
    hint: `Subscribe to File Safer in the console, and give a sub account the policy ${policies}`,
    retryable: false,
  },
  [fileSaferCode.missingParameter]: {
    kind: "invalidInput",
    message: "Not existing the required parameter",
    meaning: "A required value is missing",
    hint: "Check the arguments against the documents",
    retryable: false,
  },
  [fileSaferCode.invalidRequest]: {
    kind: "invalidInput",
    message: "invalid request",
    meaning: "The request could not be read",
    hint: "Check the arguments against the documents",
    retryable: false,
  },
  [fileSaferCode.fileTooLarge]: {
    kind: "invalidInput",
    message: "file size exceeds the limit",
    meaning: "The file is larger than 10 MB",
    hint: "Inspect a smaller file",
    retryable: false,
  },
  "140009": {
    kind: "invalidInput",
    message: "Input file has a problem",
    meaning: "The file could not be read",
    hint: "Check that the file is whole",
    retryable: false,
  },
  [fileSaferCode.unzipFailed]: {
    kind: "invalidInput",
    message: "Unzip failed",
    meaning: "The archive could not be opened",
    hint: "Check the archive and archivePassword",
    retryable: false,
  },
};
