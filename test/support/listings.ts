import { z } from "zod";
import type { Gateway, GatewayRequest } from "../../provider/ncp/http/request";

/** Another NCP between a process and the emulator. */
export type Around = (inner: Gateway) => Gateway;

const listing = z.looseObject({ total_cnt: z.number(), record_data: z.array(z.looseObject({})) });

type Listing = z.output<typeof listing>;

type Row = Listing["record_data"][number];

const criteria = z.looseObject({ searchType: z.string(), statusCode: z.number().nullable() });

/** NCP with a replica that lags behind: so many listings are of the time before the newest job. */
export function lagging(looks: number): Around {
  let left = looks;
  return changeListings((list) => {
    if (left <= 0) return list;
    left -= 1;
    return without(list, 1);
  });
}

/** NCP whose first listing after each createJob is of the time before it. */
export function laggingAfterCreate(inner: Gateway): Gateway {
  let isLate = false;
  const gateway = changeListings((list) => {
    const answer = isLate ? without(list, 1) : list;
    isLate = false;
    return answer;
  })(inner);
  return {
    ...gateway,
    async send(request, options) {
      const answer = await gateway.send(request, options);
      isLate ||= request.operation === "createJob";
      return answer;
    },
  };
}

/** NCP that finds no job by its memo, although its listing has them all. */
export const findingNoMemo: Around = changeListings((list, request) =>
  readCriteria(request)?.searchType === "memo" ? { ...list, total_cnt: 0, record_data: [] } : list,
);

/** NCP with other values in the rows of its listings. */
export function changingRows(change: (row: Row, request: GatewayRequest) => Row): Around {
  return changeListings((list, request) => ({
    ...list,
    record_data: list.record_data.map((row) => change(row, request)),
  }));
}

/** NCP that shows other fields in rows of every listing, except where it is asked for a status. */
export function showing(fields: object, isOdd: (row: Row) => boolean = () => true): Around {
  return changingRows((row, request) =>
    readCriteria(request)?.statusCode || !isOdd(row) ? row : { ...row, ...fields },
  );
}

export function combine(...all: readonly Around[]): Around {
  return (inner) => all.reduce((gateway, around) => around(gateway), inner);
}

function changeListings(change: (list: Listing, request: GatewayRequest) => Listing): Around {
  return (inner) => ({
    ...inner,
    close: () => inner.close(),
    async send(request, options) {
      const answer = await inner.send(request, options);
      return ["getJobs", "searchJobs"].includes(request.operation)
        ? change(listing.parse(answer), request)
        : answer;
    },
  });
}

function readCriteria({ body }: GatewayRequest) {
  return body !== undefined && "json" in body ? criteria.safeParse(body.json).data : undefined;
}

function without(list: Listing, count: number): Listing {
  const record_data = list.record_data.slice(count);
  return { ...list, total_cnt: list.total_cnt - (list.record_data.length - record_data.length), record_data };
}
