import type { Context } from "../../account/context";
import { GatewayRefusal } from "../../refusals";
import { listEventsBetween, type PlatformSegment } from "./events";

interface DetailInput {
  readonly platform: PlatformSegment;
  readonly ticketId: string;
}

/** The answer of a detail call. A ticket that is not of this list is a wrong argument (inferred). */
export function describeEvent(
  ctx: Context,
  list: "ddos" | "ids",
  { platform, ticketId }: DetailInput,
): object {
  const events = listEventsBetween(ctx, { platform, list }, 0, Number.MAX_SAFE_INTEGER);
  const event = events.find((candidate) => candidate.ticketId === ticketId);
  if (event === undefined) throw new GatewayRefusal("100", "There is no event with this ticketId.");
  const lines = Object.entries(event.fields).map(([name, value]) => `${name}: ${value}`);
  return {
    returnCode: 0,
    returnMessage: "SUCCESS",
    report: [`Ticket ${ticketId}`, `Detected: ${new Date(event.date).toISOString()}`, ...lines].join("<br>"),
    lbName: "demo-lb",
    lbDomainName: "demo-lb.example.com",
    lbInstanceNo: "21234567",
  };
}
