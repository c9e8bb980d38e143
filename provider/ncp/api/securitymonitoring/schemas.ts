import { z } from "zod";
import { code, count, isoDate, looseNumber, looseText } from "../fields";
import { allowMissingList, defineLooseRows } from "../rows";

/** The path segment of each platform: the same calls stand on both. */
export const platformSegments = { classic: "securitymonitoring", vpc: "vsecuritymonitoring" } as const;

export const platforms = ["vpc", "classic"] as const;

export type Platform = (typeof platforms)[number];

const platform = z.enum(["securitymonitoring", "vsecuritymonitoring"]);

export const regionCodes = ["KR", "DEN", "JPN", "SGN", "USWN", "KRS"] as const;

const listFields = {
  platform,
  /** Epoch milliseconds. */
  startDateTime: z.int().nonnegative(),
  endDateTime: z.int().nonnegative(),
  page: z.int().min(1),
  countPerPage: z.int().min(1),
  order: z.enum(["asc", "desc"]).optional(),
  regionCode: z.enum(regionCodes).optional(),
  zoneName: z.string().min(1).optional(),
};

const filter = z.string().min(1).optional();

function listInput<Filters extends z.ZodRawShape>(filters: Filters) {
  return z.strictObject({ ...listFields, ...filters }).refine(
    (input) => {
      const { startDateTime, endDateTime } = input as { startDateTime: number; endDateTime: number };
      return startDateTime <= endDateTime;
    },
    { path: ["endDateTime"], message: "must not be before startDateTime" },
  );
}

export const getAVListInput = listInput({
  infectedServerIp: filter,
  detectionPath: filter,
  malwareType: filter,
});

export const getDDoSListInput = listInput({ attackIp: filter, targetIp: filter });

export const getIDSListInput = listInput({ attackType: filter, attackIp: filter, targetIp: filter });

/** `attackType` is a filter on Classic only, `protocol` on VPC only. */
export const getIPSListInput = listInput({
  eventNm: filter,
  attackIp: filter,
  targetIp: filter,
  attackType: filter,
  protocol: filter,
})
  .refine((input) => input.protocol === undefined || input.platform === platformSegments.vpc, {
    path: ["protocol"],
    message: "is a filter on the VPC platform only",
  })
  .refine((input) => input.attackType === undefined || input.platform === platformSegments.classic, {
    path: ["attackType"],
    message: "is a filter on the Classic platform only",
  });

export const getWAFListInput = listInput({
  attackType: filter,
  eventNm: filter,
  attackIp: filter,
  targetIp: filter,
});

export const eventDetailInput = z.strictObject({ platform, ticketId: z.string().min(1) });

/** Fields of an event; each list has some of them, and unknown ones are kept. */
const event = z
  .looseObject({
    ticketId: looseText,
    /** The time of detection as the API prints it. */
    date: looseText,
    product: looseText,
    reportType: looseText,
    eventNm: looseText,
    attackType: looseText,
    attackerIp: looseText,
    attackerPort: looseText,
    targetIp: looseText,
    targetPort: looseText,
    protocol: looseText,
    detect: looseText,
    infectedServerIp: looseText,
    detectionPath: looseText,
    malwareType: looseText,
    region: looseText,
    zoneName: looseText,
    platForm: looseText,
    vpcName: looseText,
    row: z.unknown().optional(),
  })
  .transform((entry) => ({ ...entry, detectedAt: isoDate(entry.date) }));

export type SecurityEvent = z.output<typeof event>;

const reply = { returnCode: code, returnMessage: looseText };

const listReply = { ...reply, totalRows: count, page: looseNumber };

const lists = {
  av: z.looseObject({ ...listReply, antiVirusDataList: defineLooseRows(event) }),
  ddos: z.looseObject({ ...listReply, ddosDataList: defineLooseRows(event) }),
  ids: z.looseObject({ ...listReply, idsDataList: defineLooseRows(event) }),
  ips: z.looseObject({ ...listReply, ipsDataList: defineLooseRows(event) }),
  waf: z.looseObject({ ...listReply, wafDataList: defineLooseRows(event) }),
};

export const avList = allowMissingList("antiVirusDataList", "totalRows", lists.av);
export const ddosList = allowMissingList("ddosDataList", "totalRows", lists.ddos);
export const idsList = allowMissingList("idsDataList", "totalRows", lists.ids);
export const ipsList = allowMissingList("ipsDataList", "totalRows", lists.ips);
export const wafList = allowMissingList("wafDataList", "totalRows", lists.waf);

export const eventDetail = z.looseObject({
  ...reply,
  /** Long text with HTML line breaks. */
  report: looseText,
  lbName: looseText,
  lbDomainName: looseText,
  lbInstanceNo: looseText,
});
