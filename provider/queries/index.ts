/**
 * The door that a program's queries go through. It leads to everything that talks to NCP, so the SDK
 * opens it only when a query runs.
 */
export { filesafer } from "./filesafer";
export type { Asker, Query } from "./query";
export { securitymonitoring } from "./securitymonitoring";
export { wsc } from "./wsc";
