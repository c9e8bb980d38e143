import { randomUUID } from "node:crypto";
import type { EmulatedAccount } from "./account/account";
import { Context } from "./account/context";
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
export function createApp(account: EmulatedAccount, controls: Controls, names: ReadonlySet<string>): App {
  const answerCall = createGateway(account);
  return async (exchange) => {
    const { incoming } = exchange;
    const { path } = splitTarget(incoming);
    const isControl = path === controlPrefix || path.startsWith(`${controlPrefix}/`);
    if (isControl) await deliver(exchange, await answerControl(controls, names, incoming));
    else await answerCall(exchange);
  };
}

function createGateway(account: EmulatedAccount): App {
  const routes = listRoutes();
  const answer = async ({ incoming }: Exchange, requestId: string): Promise<Reply> => {
    const { path } = splitTarget(incoming);
    const found = findRoute(routes, incoming.method, path);
    if (found !== undefined)
      return answerUnderFault(account, new Call(account, found, incoming, requestId), requestId);
    const reply = makeGatewayReply("300", `No API is published at ${path} for this method.`);
    return stampReply(new Context(account), requestId, reply);
  };
  return async (exchange) => {
    const requestId = randomUUID();
    try {
      await deliver(exchange, await answer(exchange, requestId));
    } catch (error) {
      const reply = makeGatewayReply("900", error instanceof Error ? error.name : typeof error);
      await deliver(exchange, stampReply(new Context(account), requestId, reply));
    }
  };
}

async function answerUnderFault(account: EmulatedAccount, call: Call, requestId: string): Promise<Reply> {
  const fired = account.faults.next(call.operation);
  const reply =
    fired === undefined ? await call.answer() : await underFault(fired, call.operation, () => call.answer());
  call.record(reply, fired === undefined ? null : `${fired.when} ${JSON.stringify(fired.effect)}`);
  return stampReply(call.ctx, requestId, reply);
}

function stampReply({ clock }: Context, requestId: string, reply: Reply): Reply {
  const date = new Date(clock.gatewayNow()).toUTCString();
  return { ...reply, headers: { date, "x-ncp-apigw-request-id": requestId, ...reply.headers } };
}
