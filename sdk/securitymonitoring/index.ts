/** Security Monitoring: security events of the account's servers. Read only. */
export type * from "./arguments";
export type {
  AVList,
  DDoSList,
  EventDetail,
  IDSList,
  IPSList,
  SecurityEvent,
  WAFList,
} from "./events";
export * from "./queries";
export { Order, Platform, RegionCode } from "./values";
