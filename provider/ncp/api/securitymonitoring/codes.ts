import { describePolicy } from "../policy";
import type { CodeTable, Requirements } from "../service";

const policies = `${describePolicy("NCP_VPC_SECURITY_MONITORING_VIEWER")}, or for Classic ${describePolicy("NCP_SECURITY_MONITORING_VIEWER")}`;

export const securityMonitoringRequirements: Requirements = { policies, apiKey: false };

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
    hint: `Apply for the service in the console, and give a sub account the policy ${policies}`,
    retryable: false,
  },
};
