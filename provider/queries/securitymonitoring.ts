import type { z } from "zod";
import type { Operation } from "../ncp/api/operation";
import { securityMonitoringOperations as operations } from "../ncp/api/securitymonitoring/operations";
import { platforms, regionCodes, type SecurityEvent } from "../ncp/api/securitymonitoring/schemas";
import type { Client } from "../ncp/client";
import { readAllPages } from "../ncp/client/paging";
import { oneOf } from "../resources/kit/shapes";
import * as argument from "./arguments";
import { defineQuery } from "./query";

const platform = oneOf(platforms).default("vpc");

const listShape = {
  platform,
  startDateTime: argument.moment,
  endDateTime: argument.moment,
  page: argument.count.optional(),
  countPerPage: argument.count.optional(),
  all: argument.flag.optional(),
  order: oneOf(["asc", "desc"]).optional(),
  regionCode: oneOf(regionCodes).optional(),
  zoneName: argument.text.optional(),
};

const filter = argument.text.optional();

type ListArguments = z.output<z.ZodObject<typeof listShape>>;

/** What the call itself takes: a page is named always, and `all` is not the API's. */
type ListRequest<Args> = Omit<Args, "page" | "countPerPage" | "all"> & { page: number; countPerPage: number };

interface ListQueryParts<Schema extends z.ZodType<ListArguments>, Key extends string, Answer> {
  readonly operation: Operation;
  readonly args: Schema;
  /** Where the answer has its events. */
  readonly key: Key;
  readonly call: (client: Client, request: ListRequest<z.output<Schema>>) => Promise<Answer>;
}

type ListAnswer<Key extends string> = { totalRows: number } & Record<Key, SecurityEvent[]>;

function listQuery<
  Schema extends z.ZodType<ListArguments>,
  Key extends string,
  Answer extends ListAnswer<Key>,
>({ operation, args: schema, key, call }: ListQueryParts<Schema, Key, Answer>) {
  return defineQuery({
    operation,
    args: requireOrder(schema),
    async run(client, args: z.output<Schema>): Promise<Answer> {
      const { page = 1, countPerPage, all = false, ...rest } = args;
      const size = countPerPage ?? (all ? argument.walkPageSize : argument.defaultPageSize);
      const fetch = (number: number) => call(client, { ...rest, page: number, countPerPage: size });
      if (!all) return fetch(page);
      const { first, rows } = await readAllPages({
        operation,
        fetch,
        rows: (answer) => answer[key],
        total: (answer) => answer.totalRows,
      });
      return { ...first, [key]: rows };
    },
  });
}

function requireOrder<Schema extends z.ZodType<ListArguments>>(schema: Schema): Schema {
  return schema
    .refine(argument.pageOrAll, argument.pageOrAllProblem)
    .refine(({ startDateTime, endDateTime }) => startDateTime <= endDateTime, {
      path: ["endDateTime"],
      error: "must not be before startDateTime",
    });
}

/** Filters of getIPSList: each platform knows one that the other does not. */
const ipsArguments = argument
  .defineArguments({
    ...listShape,
    eventNm: filter,
    attackIp: filter,
    targetIp: filter,
    attackType: filter,
    protocol: filter,
  })
  .refine((args) => args.protocol === undefined || args.platform === "vpc", {
    path: ["protocol"],
    error: 'is a filter on the platform "vpc" only',
  })
  .refine((args) => args.attackType === undefined || args.platform === "classic", {
    path: ["attackType"],
    error: 'is a filter on the platform "classic" only',
  });

const detailArguments = argument.defineArguments({ platform, ticketId: argument.text });

/** The queries of Security Monitoring. */
export const securitymonitoring = {
  getAVList: listQuery({
    operation: operations.getAVList,
    args: argument.defineArguments({
      ...listShape,
      infectedServerIp: filter,
      detectionPath: filter,
      malwareType: filter,
    }),
    key: "antiVirusDataList",
    call: (client, request) => client.securitymonitoring.getAVList(request),
  }),
  getDDoSList: listQuery({
    operation: operations.getDDoSList,
    args: argument.defineArguments({ ...listShape, attackIp: filter, targetIp: filter }),
    key: "ddosDataList",
    call: (client, request) => client.securitymonitoring.getDDoSList(request),
  }),
  getDDoSEventDetail: defineQuery({
    operation: operations.getDDoSEventDetail,
    args: detailArguments,
    run: (client, args) => client.securitymonitoring.getDDoSEventDetail(args),
  }),
  getIDSList: listQuery({
    operation: operations.getIDSList,
    args: argument.defineArguments({ ...listShape, attackType: filter, attackIp: filter, targetIp: filter }),
    key: "idsDataList",
    call: (client, request) => client.securitymonitoring.getIDSList(request),
  }),
  getIDSEventDetail: defineQuery({
    operation: operations.getIDSEventDetail,
    args: detailArguments,
    run: (client, args) => client.securitymonitoring.getIDSEventDetail(args),
  }),
  getIPSList: listQuery({
    operation: operations.getIPSList,
    args: ipsArguments,
    key: "ipsDataList",
    call: (client, request) => client.securitymonitoring.getIPSList(request),
  }),
  getWAFList: listQuery({
    operation: operations.getWAFList,
    args: argument.defineArguments({
      ...listShape,
      attackType: filter,
      eventNm: filter,
      attackIp: filter,
      targetIp: filter,
    }),
    key: "wafDataList",
    call: (client, request) => client.securitymonitoring.getWAFList(request),
  }),
};
