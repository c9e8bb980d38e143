/** Web Security Checker: scans of websites for vulnerabilities. */
export { ScanJob, type ScanJobArgs, type ScanJobGate, type ScanJobTimeouts } from "./scanJob";
export { Speed, UserAgent, WaitFor } from "./values";
