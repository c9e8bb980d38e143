import { z } from "zod";
import type { Context } from "../../account/context";
import { parseJsonColumn } from "../../account/storage/database";
import { Dice, type ListName, listNames, shapes } from "./shapes";

/** As it stands in the path. */
export type PlatformSegment = "securitymonitoring" | "vsecuritymonitoring";

export interface SecurityEvent {
  readonly ticketId: string;
  /** Epoch milliseconds. */
  readonly date: number;
  readonly fields: Readonly<Record<string, string>>;
}

const day = 24 * 3_600_000;

/** So far back go the events that are there from the start. */
const history = 7 * day;

/** The tickets of the documents' samples; these lists always have them, in the evening of the day before. */
const sampleTickets: Readonly<Partial<Record<ListName, readonly string[]>>> = {
  ddos: ["526426300", "526068433"],
  ids: ["526068433"],
};

interface Source {
  readonly platform: PlatformSegment;
  readonly list: ListName;
}

/** Events of a list from one moment to another: those made up for the last days, and those seeded. */
export function listEventsBetween(ctx: Context, source: Source, from: number, to: number): SecurityEvent[] {
  const now = ctx.clock.now();
  const generated = listRecentDays(now).flatMap((number) => makeEventsOfDay(source, number));
  const recent = [...generated, ...makeSampleEvents(source, now)].filter(
    ({ date }) => date > now - history && date <= now,
  );
  return [...recent, ...listSeededEvents(ctx, source)].filter(({ date }) => date >= from && date <= to);
}

function listRecentDays(now: number): number[] {
  const today = Math.floor(now / day);
  return Array.from({ length: history / day + 1 }, (_, index) => today - index);
}

/** A day's events depend on the day alone, so they stay what they were while the clock goes on. */
function makeEventsOfDay(source: Source, number: number): SecurityEvent[] {
  const count = 1 + new Dice(`${source.platform}/${source.list}/${number}`).below(4);
  return Array.from({ length: count }, (_, index) => {
    const dice = new Dice(`${source.platform}/${source.list}/${number}/${index}`);
    const date = number * day + dice.below(24 * 60) * 60_000 + dice.below(60_000);
    return { ticketId: makeTicket(source, number, index), date, fields: fieldsOf(source, dice) };
  });
}

/** A number of its own for each event: two digits tell platform, list and index. */
function makeTicket({ platform, list }: Source, number: number, index: number): string {
  const place = (platform === "vsecuritymonitoring" ? 50 : 0) + listNames.indexOf(list) * 10 + index;
  return String(600_000_000 + number * 100 + place);
}

function makeSampleEvents(source: Source, now: number): SecurityEvent[] {
  const date = Math.floor(now / day) * day - 6 * 3_600_000;
  const tickets = sampleTickets[source.list] ?? [];
  return tickets.map((ticketId) => ({ ticketId, date, fields: fieldsOf(source, new Dice(ticketId)) }));
}

function fieldsOf(source: Source, dice: Dice): Record<string, string> {
  return { ...makeCommonFields(source), zoneName: dice.pick(["KR-1", "KR-2"]), ...shapes[source.list](dice) };
}

function makeCommonFields({ platform, list }: Source): Record<string, string> {
  const vpc = platform === "vsecuritymonitoring";
  return {
    product: `${list.toUpperCase()}${vpc ? "_V2" : ""}`,
    region: "KR",
    platForm: vpc ? "VPC" : "CLASSIC",
    vpcName: vpc ? "demo-vpc" : "",
  };
}

const row = z.object({
  id: z.int(),
  date: z.int(),
  fields: parseJsonColumn(z.record(z.string(), z.string())),
});

function listSeededEvents(ctx: Context, source: Source): SecurityEvent[] {
  const sql = "SELECT id, date, fields FROM events WHERE platform = ? AND list = ?";
  return ctx.database.all(row, sql, source.platform, source.list).map(({ id, date, fields }) => {
    const { ticketId = String(700_000_000 + id), ...rest } = fields;
    return { ticketId, date, fields: { ...makeCommonFields(source), zoneName: "KR-1", ...rest } };
  });
}

export function addEvent(
  ctx: Context,
  source: Source,
  date: number,
  fields: Readonly<Record<string, string>>,
): void {
  const sql = "INSERT INTO events (platform, list, date, fields) VALUES (?, ?, ?, ?)";
  ctx.database.run(sql, source.platform, source.list, date, JSON.stringify(fields));
}
