import type { Context } from "../../account/context";
import { formatMoment } from "../dates";
import { listEventsBetween, type PlatformSegment, type SecurityEvent } from "./events";
import type { ListName } from "./shapes";

interface Paging {
  readonly platform: PlatformSegment;
  readonly startDateTime: number;
  readonly endDateTime: number;
  readonly page: number;
  readonly countPerPage: number;
  readonly order?: "asc" | "desc";
  readonly regionCode?: string;
}

/** Where a filter has another name than the field that it looks at. */
const fieldOfFilter: Readonly<Record<string, string>> = { attackIp: "attackerIp" };

/** The answer of a list call; whatever of the input is not paging is a filter, on equality. */
export function listEvents(ctx: Context, list: ListName, key: string, input: Paging): object {
  const {
    platform,
    startDateTime,
    endDateTime,
    page,
    countPerPage,
    order = "desc",
    regionCode,
    ...rest
  } = input;
  const filters = Object.entries({ ...rest, region: regionCode }).filter(([, value]) => value !== undefined);
  const events = listEventsBetween(ctx, { platform, list }, startDateTime, endDateTime)
    .filter((event) => filters.every(([name, value]) => event.fields[fieldOfFilter[name] ?? name] === value))
    .sort((left, right) => (order === "asc" ? left.date - right.date : right.date - left.date));
  const rows = events
    .slice((page - 1) * countPerPage, page * countPerPage)
    .map((event) => printFields(ctx, event));
  return { returnCode: 0, returnMessage: "SUCCESS", totalRows: events.length, page, [key]: rows };
}

function printFields({ settings }: Context, { ticketId, date, fields }: SecurityEvent): object {
  return { ticketId, date: formatMoment(date, settings), ...fields };
}
