import { randomUUID } from "node:crypto";
import type { EmulatedAccount } from "./account/account";
import { Call } from "./call";
import { answerControl } from "./controls/answer";
import type { Controls } from "./controls/controls";
import { controlPrefix } from "./controls/routes";
import { deliver } from "./gateway/delivery";
import { underFault } from "./gateway/faultLayer";
import { makeGatewayReply, type Reply } from "./gateway/replies";
import { type Exchange, findRoute, splitTarget } from "./gateway/routing";
import { listRoutes } from "./routes";

export type App = (exchange: Exchange) => Promise<void>;

/** NCP's API, and the emulator's controls under `/_emulator`, which answer to `names` and those of loopback. */
export function createApp(world: EmulatedAccount, controls: Controls, names: ReadonlySet<string>): App {
  const answerCall = createGateway(world);
  return async (exchange) => {
    const { incoming } = exchange;
    const { path } = splitTarget(incoming);
    const isControl = path === controlPrefix || path.startsWith(`${controlPrefix}/`);
    if (isControl) await deliver(exchange, await answerControl(controls, names, incoming));
    else await answerCall(exchange);
  };
}

function createGateway(world: EmulatedAccount): App {
  const routes = listRoutes();
  const answer = async (exchange: Exchange, requestId: string): Promise<Reply> => {
    const { path } = splitTarget(exchange.incoming);
    const found = findRoute(routes, exchange.incoming.method, path);
    if (found === undefined)
      return makeGatewayReply("300", `No API is published at ${path} for this method.`);
    return answerUnderFault(world, new Call(world, found, exchange.incoming, requestId));
  };
  return async (exchange) => {
    const requestId = randomUUID();
    const send = (reply: Reply) => deliver(exchange, stampReply(world, requestId, reply));
    try {
      await send(await answer(exchange, requestId));
    } catch (error) {
      await send(makeGatewayReply("900", error instanceof Error ? error.name : typeof error));
    }
  };
}

async function answerUnderFault(world: EmulatedAccount, call: Call): Promise<Reply> {
  const fired = world.faults.next(call.operation);
  const reply = await underFault(fired, call.operation, () => call.answer());
  call.record(reply, fired === undefined ? null : `${fired.when} ${JSON.stringify(fired.effect)}`);
  return reply;
}

function stampReply(world: EmulatedAccount, requestId: string, reply: Reply): Reply {
  const date = new Date(world.clock.gatewayNow()).toUTCString();
  return { ...reply, headers: { date, "x-ncp-apigw-request-id": requestId, ...reply.headers } };
}
