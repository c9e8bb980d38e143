/**
 * A security event. Which fields it has depends on the list; those of antivirus and IDS events are
 * inferred from the filters and the other lists, because the documents do not show them. Fields that
 * they do not name are kept as they came.
 */
export interface SecurityEvent {
  /** The event's number, by which `getDDoSEventDetail` and `getIDSEventDetail` know it. */
  ticketId?: string;
  /** The time of detection as it came: epoch milliseconds. */
  date?: string;
  /** `date` in ISO 8601. */
  detectedAt?: string;
  /** The product that found it, such as "DDOS" on Classic and "DDOS_V2" on VPC. */
  product?: string;
  /** The kind of its report, of DDoS and IDS events. The documents do not list the kinds. */
  reportType?: string;
  /** The event's name, of IPS and WAF events. */
  eventNm?: string;
  /** The kind of attack, of all but antivirus events. */
  attackType?: string;
  /** The attacker's address, which the lists filter by as `attackIp`; of all but antivirus events. */
  attackerIp?: string;
  /** The attacker's port, as text; of IPS and WAF events. */
  attackerPort?: string;
  /** The address that was attacked, of all but antivirus events. */
  targetIp?: string;
  /** The port that was attacked, as text; of IPS and WAF events. */
  targetPort?: string;
  /** The protocol of the attack, of IPS events. */
  protocol?: string;
  /** How often it was detected, as text; of IPS events. */
  detect?: string;
  /** The server that malware was found on, of antivirus events (inferred). */
  infectedServerIp?: string;
  /** Where on the server it was found, of antivirus events (inferred). */
  detectionPath?: string;
  /** The kind of malware, of antivirus events (inferred). */
  malwareType?: string;
  /** The region that it was seen in. */
  region?: string;
  /** The zone that it was seen in, such as "KR-1". */
  zoneName?: string;
  /** "CLASSIC" or "VPC"; spelled like this by the API. */
  platForm?: string;
  /** The name of the VPC, of events on VPC. */
  vpcName?: string;
  /** The whole row, as it came, where it is no object. */
  row?: unknown;
}

/** What every answer of Security Monitoring carries. Fields that the documents do not name are kept as they came. */
interface Answer {
  /** "0": everything else is thrown as an error. */
  returnCode: string;
  /** NCP's own words for the code. */
  returnMessage?: string;
}

/** What the answers of the five lists have in common. */
interface EventList extends Answer {
  /** Events on all pages together. */
  totalRows: number;
  /** The page that was read, from 1; with `all`, the first. */
  page?: number;
}

/** The answer of getAVList. */
export interface AVList extends EventList {
  /** The events of the page, or with `all` of every page. */
  antiVirusDataList: SecurityEvent[];
}

/** The answer of getDDoSList. */
export interface DDoSList extends EventList {
  /** The events of the page, or with `all` of every page. */
  ddosDataList: SecurityEvent[];
}

/** The answer of getIDSList. */
export interface IDSList extends EventList {
  /** The events of the page, or with `all` of every page. */
  idsDataList: SecurityEvent[];
}

/** The answer of getIPSList. */
export interface IPSList extends EventList {
  /** The events of the page, or with `all` of every page. */
  ipsDataList: SecurityEvent[];
}

/** The answer of getWAFList. */
export interface WAFList extends EventList {
  /** The events of the page, or with `all` of every page. */
  wafDataList: SecurityEvent[];
}

/** The answer of getDDoSEventDetail and getIDSEventDetail. */
export interface EventDetail extends Answer {
  /** The report itself: long text with HTML line breaks. */
  report?: string;
  /** The name of the load balancer in front of the target, if there is one. */
  lbName?: string;
  /** The load balancer's domain name. */
  lbDomainName?: string;
  /** The load balancer's number, as text. */
  lbInstanceNo?: string;
}
