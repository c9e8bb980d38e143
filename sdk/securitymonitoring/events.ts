/**
 * A security event. Which fields it has depends on the list; those of antivirus and IDS events are
 * inferred from the filters and the other lists, because the documents do not show them. Fields that
 * they do not name are kept as they came.
 */
export interface SecurityEvent {
  ticketId?: string;
  /** The time of detection as it came: epoch milliseconds. */
  date?: string;
  /** `date` in ISO 8601. */
  detectedAt?: string;
  /** The product that found it, such as "DDOS" on Classic and "DDOS_V2" on VPC. */
  product?: string;
  reportType?: string;
  eventNm?: string;
  attackType?: string;
  attackerIp?: string;
  attackerPort?: string;
  targetIp?: string;
  targetPort?: string;
  protocol?: string;
  /** How often it was detected. */
  detect?: string;
  infectedServerIp?: string;
  detectionPath?: string;
  malwareType?: string;
  region?: string;
  zoneName?: string;
  /** "CLASSIC" or "VPC"; spelled like this by the API. */
  platForm?: string;
  vpcName?: string;
  /** The whole row, as it came, where it is no object. */
  row?: unknown;
}

/** What every answer of Security Monitoring carries. Fields that the documents do not name are kept as they came. */
interface Answer {
  /** "0": everything else is thrown as an error. */
  returnCode: string;
  returnMessage?: string;
}

/** What the answers of the five lists have in common. */
interface EventList extends Answer {
  /** Events on all pages together. */
  totalRows: number;
  page?: number;
}

/** The answer of getAVList. */
export interface AVList extends EventList {
  antiVirusDataList: SecurityEvent[];
}

/** The answer of getDDoSList. */
export interface DDoSList extends EventList {
  ddosDataList: SecurityEvent[];
}

/** The answer of getIDSList. */
export interface IDSList extends EventList {
  idsDataList: SecurityEvent[];
}

/** The answer of getIPSList. */
export interface IPSList extends EventList {
  ipsDataList: SecurityEvent[];
}

/** The answer of getWAFList. */
export interface WAFList extends EventList {
  wafDataList: SecurityEvent[];
}

/** The answer of getDDoSEventDetail and getIDSEventDetail. */
export interface EventDetail extends Answer {
  /** Long text with HTML line breaks. */
  report?: string;
  /** The load balancer in front of the target, if there is one. */
  lbName?: string;
  lbDomainName?: string;
  lbInstanceNo?: string;
}
