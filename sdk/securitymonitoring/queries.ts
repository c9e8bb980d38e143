import { query } from "../queries";
import type {
  GetAVListArgs,
  GetDDoSListArgs,
  GetEventDetailArgs,
  GetIDSListArgs,
  GetIPSListArgs,
  GetWAFListArgs,
} from "./arguments";
import type { AVList, DDoSList, EventDetail, IDSList, IPSList, WAFList } from "./events";

const av = query<GetAVListArgs, AVList>(
  "securitymonitoring",
  "getAVList",
  (door) => door.securitymonitoring.getAVList,
);
const ddos = query<GetDDoSListArgs, DDoSList>(
  "securitymonitoring",
  "getDDoSList",
  (door) => door.securitymonitoring.getDDoSList,
);
const ddosDetail = query<GetEventDetailArgs, EventDetail>(
  "securitymonitoring",
  "getDDoSEventDetail",
  (door) => door.securitymonitoring.getDDoSEventDetail,
);
const ids = query<GetIDSListArgs, IDSList>(
  "securitymonitoring",
  "getIDSList",
  (door) => door.securitymonitoring.getIDSList,
);
const idsDetail = query<GetEventDetailArgs, EventDetail>(
  "securitymonitoring",
  "getIDSEventDetail",
  (door) => door.securitymonitoring.getIDSEventDetail,
);
const ips = query<GetIPSListArgs, IPSList>(
  "securitymonitoring",
  "getIPSList",
  (door) => door.securitymonitoring.getIPSList,
);
const waf = query<GetWAFListArgs, WAFList>(
  "securitymonitoring",
  "getWAFList",
  (door) => door.securitymonitoring.getWAFList,
);

/**
 * Lists what antivirus found on the servers of the account, in a time range. With `all: true` it fails
 * rather than answer with a part when the pages do not add up to `totalRows`.
 *
 * Inferred: the fields of an event, which follow the filters and the other lists.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-securitymonitoring-getavlist
 * @example
 * const { antiVirusDataList } = await security.securitymonitoring.getAVList({
 *   startDateTime: Date.now() - 24 * 3_600_000,
 *   endDateTime: Date.now(),
 *   all: true,
 * });
 */
export const getAVList = av.now;

/**
 * {@link getAVList} as an Output, of arguments that may be Outputs. Unknown, without a call, until all that
 * it needs is known.
 *
 * @example
 * const found = security.securitymonitoring.getAVListOutput({
 *   startDateTime: "2026-10-01T00:00:00+09:00",
 *   endDateTime: "2026-10-02T00:00:00+09:00",
 *   infectedServerIp: server.privateIp,
 * });
 */
export const getAVListOutput = av.output;

/**
 * Lists the DDoS attacks on the account in a time range. With `all: true` it fails
 * rather than answer with a part when the pages do not add up to `totalRows`.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-securitymonitoring-getddoslist
 * @example
 * const { ddosDataList } = await security.securitymonitoring.getDDoSList({
 *   startDateTime: "2026-10-01T00:00:00+09:00",
 *   endDateTime: new Date(),
 * });
 */
export const getDDoSList = ddos.now;

/**
 * {@link getDDoSList} as an Output, of arguments that may be Outputs. Unknown, without a call, until all that
 * it needs is known.
 *
 * @example
 * export const attacks = security.securitymonitoring.getDDoSListOutput({
 *   startDateTime: "2026-10-01T00:00:00+09:00",
 *   endDateTime: new Date(),
 *   targetIp: server.publicIp,
 * }).totalRows;
 */
export const getDDoSListOutput = ddos.output;

/**
 * Reads the report of one DDoS attack.
 *
 * The call is documented; what it answers for a ticket that it does not know is not.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-securitymonitoring-getddoseventdetail
 * @example
 * const { report } = await security.securitymonitoring.getDDoSEventDetail({ ticketId: "526068433" });
 */
export const getDDoSEventDetail = ddosDetail.now;

/**
 * {@link getDDoSEventDetail} as an Output, of arguments that may be Outputs. Unknown, without a call, until all that
 * it needs is known.
 *
 * @example
 * const detail = security.securitymonitoring.getDDoSEventDetailOutput({ ticketId: "526068433" }, { provider: kr });
 */
export const getDDoSEventDetailOutput = ddosDetail.output;

/**
 * Lists the intrusions that IDS detected in a time range. With `all: true` it fails
 * rather than answer with a part when the pages do not add up to `totalRows`.
 *
 * Inferred: the fields of an event beside `ticketId`, which follow the filters and the other lists.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-securitymonitoring-getidslist
 * @example
 * const { idsDataList } = await security.securitymonitoring.getIDSList({
 *   startDateTime: Date.now() - 24 * 3_600_000,
 *   endDateTime: Date.now(),
 *   platform: "classic",
 * });
 */
export const getIDSList = ids.now;

/**
 * {@link getIDSList} as an Output, of arguments that may be Outputs. Unknown, without a call, until all that
 * it needs is known.
 *
 * @example
 * const intrusions = security.securitymonitoring.getIDSListOutput({
 *   startDateTime: Date.now() - 24 * 3_600_000,
 *   endDateTime: Date.now(),
 *   targetIp: server.privateIp,
 * });
 */
export const getIDSListOutput = ids.output;

/**
 * Reads the report of one intrusion that IDS detected.
 *
 * The call is documented; what it answers for a ticket that it does not know is not.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-securitymonitoring-getidseventdetail
 * @example
 * const { report } = await security.securitymonitoring.getIDSEventDetail({ ticketId: "526068433" });
 */
export const getIDSEventDetail = idsDetail.now;

/**
 * {@link getIDSEventDetail} as an Output, of arguments that may be Outputs. Unknown, without a call, until all that
 * it needs is known.
 *
 * @example
 * const detail = security.securitymonitoring.getIDSEventDetailOutput({ ticketId: "526068433" }, { provider: kr });
 */
export const getIDSEventDetailOutput = idsDetail.output;

/**
 * Lists the intrusions that IPS prevented in a time range. With `all: true` it fails
 * rather than answer with a part when the pages do not add up to `totalRows`.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-securitymonitoring-getipslist
 * @example
 * const { ipsDataList } = await security.securitymonitoring.getIPSList({
 *   startDateTime: Date.now() - 24 * 3_600_000,
 *   endDateTime: Date.now(),
 *   protocol: "TCP",
 * });
 */
export const getIPSList = ips.now;

/**
 * {@link getIPSList} as an Output, of arguments that may be Outputs. Unknown, without a call, until all that
 * it needs is known.
 *
 * @example
 * const prevented = security.securitymonitoring.getIPSListOutput({
 *   startDateTime: Date.now() - 24 * 3_600_000,
 *   endDateTime: Date.now(),
 *   targetIp: server.privateIp,
 * });
 */
export const getIPSListOutput = ips.output;

/**
 * Lists the attacks on web applications that WAF saw in a time range. With `all: true` it fails
 * rather than answer with a part when the pages do not add up to `totalRows`.
 *
 * @throws an error whose message names the call, NCP's code with its meaning, and what to do.
 * @see https://api.ncloud-docs.com/docs/en/security-securitymonitoring-getwaflist
 * @example
 * const { wafDataList } = await security.securitymonitoring.getWAFList({
 *   startDateTime: Date.now() - 24 * 3_600_000,
 *   endDateTime: Date.now(),
 *   all: true,
 * });
 */
export const getWAFList = waf.now;

/**
 * {@link getWAFList} as an Output, of arguments that may be Outputs. Unknown, without a call, until all that
 * it needs is known.
 *
 * @example
 * const seen = security.securitymonitoring.getWAFListOutput({
 *   startDateTime: Date.now() - 24 * 3_600_000,
 *   endDateTime: Date.now(),
 *   targetIp: server.privateIp,
 * });
 */
export const getWAFListOutput = waf.output;
