import type { Order, Platform, RegionCode } from "./values";

/** What all five lists take. */
export interface EventListArgs {
  /** "vpc" (default) or "classic". */
  platform?: Platform;
  /**
   * Events since then. A Date, ISO 8601 text with a zone such as "2026-10-01T00:00:00+09:00" (a mere
   * day begins in UTC), or epoch milliseconds.
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

export interface GetAVListArgs extends EventListArgs {
  infectedServerIp?: string;
  detectionPath?: string;
  malwareType?: string;
}

export interface GetDDoSListArgs extends EventListArgs {
  /** The attacker's address: `attackerIp` in the answer. */
  attackIp?: string;
  targetIp?: string;
}

export interface GetIDSListArgs extends EventListArgs {
  attackType?: string;
  /** The attacker's address: `attackerIp` in the answer. */
  attackIp?: string;
  targetIp?: string;
}

export interface GetIPSListArgs extends EventListArgs {
  eventNm?: string;
  /** The attacker's address: `attackerIp` in the answer. */
  attackIp?: string;
  targetIp?: string;
  /** On the platform "classic" only. */
  attackType?: string;
  /** On the platform "vpc" only. */
  protocol?: string;
}

export interface GetWAFListArgs extends EventListArgs {
  attackType?: string;
  eventNm?: string;
  /** The attacker's address: `attackerIp` in the answer. */
  attackIp?: string;
  targetIp?: string;
}

export interface GetEventDetailArgs {
  /** "vpc" (default) or "classic": where the event was listed. */
  platform?: Platform;
  /** The event's `ticketId`. */
  ticketId: string;
}
