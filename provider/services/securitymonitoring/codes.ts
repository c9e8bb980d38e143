import type { CodeTable } from "../../gateway/request";

/** Service codes of Security Monitoring, from its overview page; answered as `returnCode`, a number. */
export const securityMonitoringCodes: CodeTable = {
  "9": {
    kind: "service",
    message: "Internal Error Acquired",
    meaning: "Security Monitoring failed",
    hint: "Try again later",
    retryable: true,
  },
  "-1": {
    kind: "permission",
    message: "Permission Denied",
    meaning: "The account may not use Security Monitoring",
    hint: "Apply for the service in the console, and give the sub account its policy",
    retryable: false,
  },
};
