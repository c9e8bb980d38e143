import type { Order, Platform, RegionCode } from "./values";

/** What all five lists take. */
export interface EventListArgs {
  /** "vpc" (default) or "classic". */
  platform?: Platform;
  /**
   * Events since then: ISO 8601 text with a zone such as "2026-10-01T00:00:00+09:00" (a mere day begins
   * in UTC), epoch milliseconds, or in TypeScript a Date.
   */
  startDateTime: Date | string | number;
  /** Events until then, in the same forms; not before `startDateTime`. */
  endDateTime: Date | string | number;
  /** The page, from 1. Default 1. Not together with `all`. */
  page?: number;
  /** Events on a page. Default 20, and 100 with `all`. */
  countPerPage?: number;
  /** True reads all pages and answers with their events in one list. Default false. */
  all?: boolean;
  /** By time of detection. Default: NCP's, which is "desc", the newest first. */
  order?: Order;
  /** Only events of this region. */
  regionCode?: RegionCode;
  /** Only events of this zone, such as "KR-1". */
  zoneName?: string;
}

/** Which antivirus events to list. */
export interface GetAVListArgs extends EventListArgs {
  /** Only malware on the server with this address. */
  infectedServerIp?: string;
  /** Only malware that was found at this path. */
  detectionPath?: string;
  /** Only malware of this kind. */
  malwareType?: string;
}

/** Which DDoS attacks to list. */
export interface GetDDoSListArgs extends EventListArgs {
  /** Only attacks from this address: `attackerIp` in the answer. */
  attackIp?: string;
  /** Only attacks on this address. */
  targetIp?: string;
}

/** Which intrusions that IDS detected to list. */
export interface GetIDSListArgs extends EventListArgs {
  /** Only attacks of this kind: `attackType` in the answer. */
  attackType?: string;
  /** Only attacks from this address: `attackerIp` in the answer. */
  attackIp?: string;
  /** Only attacks on this address. */
  targetIp?: string;
}

/** Which intrusions that IPS prevented to list. */
export interface GetIPSListArgs extends EventListArgs {
  /** Only events of this name: `eventNm` in the answer. */
  eventNm?: string;
  /** Only attacks from this address: `attackerIp` in the answer. */
  attackIp?: string;
  /** Only attacks on this address. */
  targetIp?: string;
  /** Only attacks of this kind: `attackType` in the answer. On the platform "classic" only. */
  attackType?: string;
  /** Only attacks by this protocol: `protocol` in the answer. On the platform "vpc" only. */
  protocol?: string;
}

/** Which attacks on web applications to list. */
export interface GetWAFListArgs extends EventListArgs {
  /** Only attacks of this kind: `attackType` in the answer. */
  attackType?: string;
  /** Only events of this name: `eventNm` in the answer. */
  eventNm?: string;
  /** Only attacks from this address: `attackerIp` in the answer. */
  attackIp?: string;
  /** Only attacks on this address. */
  targetIp?: string;
}

/** Which event's report to read. */
export interface GetEventDetailArgs {
  /** "vpc" (default) or "classic": where the event was listed. */
  platform?: Platform;
  /** The event's `ticketId`. */
  ticketId: string;
}
