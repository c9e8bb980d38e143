import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { EmulatedAccount } from "./account/account";
import { pickJournalFields } from "./account/journal";
import type { Controls } from "./controls/controls";
import { createControlRoutes } from "./controls/routes";
import { requireApiKey } from "./gateway/apiKey";
import { parseForm, parseJsonObject, readBody } from "./gateway/body";
import { deliver, type HttpContext } from "./gateway/delivery";
import { underFault } from "./gateway/faultLayer";
import { convertField, listFieldNames, refuse } from "./gateway/input";
import { makeGatewayReply, makeRefusalReply, makeSuccess, type Reply } from "./gateway/replies";
import { authenticate } from "./gateway/signature";
import { GatewayRefusal } from "./refusals";
import { listRoutes, type Route } from "./routes";

/** NCP's API, and the emulator's controls under `/_emulator`, which answer to `names` and those of loopback. */
export function createApp(
  world: EmulatedAccount,
  controls: Controls,
  names: ReadonlySet<string>,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.route("/_emulator", createControlRoutes(controls, names));
  for (const route of listRoutes()) app.on(route.method, route.pattern, (c) => serve(world, route, c));
  app.notFound((c) => send(world, c, randomUUID(), describeNotFound(c.env.incoming.url)));
  app.onError((error, c) => send(world, c, randomUUID(), makeGatewayReply("900", error.name)));
  return app;
}

function describeNotFound(target = "/"): Reply {
  return makeGatewayReply("300", `No API is published at ${target.split("?")[0]} for this method.`);
}

async function serve(world: EmulatedAccount, route: Route, c: HttpContext): Promise<Response> {
  // A router answers HEAD like GET; no documented call is a HEAD.
  if (c.env.incoming.method !== route.method)
    return send(world, c, randomUUID(), describeNotFound(c.env.incoming.url));
  const call = new Call(world, route, c);
  const fired = world.faults.next(route.operation);
  const reply = await underFault(fired, route.operation, () => call.answer());
  call.record(reply, fired === undefined ? null : `${fired.when} ${JSON.stringify(fired.effect)}`);
  return send(world, c, call.requestId, reply);
}

function send(world: EmulatedAccount, c: HttpContext, requestId: string, reply: Reply): Response {
  const date = new Date(world.clock.gatewayNow()).toUTCString();
  const headers = { date, "x-ncp-apigw-request-id": requestId, ...reply.headers };
  return deliver(c, { ...reply, headers });
}

/** One call of a documented operation, on its way from the request line to an answer. */
class Call {
  readonly requestId = randomUUID();
  readonly #world: EmulatedAccount;
  readonly #route: Route;
  readonly #context: HttpContext;
  readonly #target: string;
  #fields: Record<string, unknown> = {};
  #accessKey = "";
  #committed = false;

  constructor(world: EmulatedAccount, route: Route, context: HttpContext) {
    this.#world = world;
    this.#route = route;
    this.#context = context;
    this.#target = context.env.incoming.url ?? "/";
  }

  async answer(): Promise<Reply> {
    try {
      await this.#admit();
      const body = await this.#route.run(this.#world, this.#fields, this.#accessKey);
      this.#committed = true;
      return makeSuccess(body);
    } catch (error) {
      return makeRefusalReply(this.#route.operation, error, this.#world.settings.current.dialect);
    }
  }

  record(reply: Reply, fault: string | null): void {
    const { operation, method } = this.#route;
    const [path = "/", query = ""] = this.#target.split("?", 2);
    const dropped = reply.delivery?.how === "drop";
    this.#world.journal.record({
      requestId: this.requestId,
      time: new Date(this.#world.clock.now()).toISOString(),
      service: operation.service,
      operation: operation.name,
      method,
      path,
      query,
      status: dropped ? null : reply.status,
      code: reply.code ?? null,
      committed: this.#committed,
      fault,
      fields: pickJournalFields(this.#fields, listFieldNames(operation)),
    });
  }

  /** What the gateway does before the service sees a call; then the call's fields. */
  async #admit(): Promise<void> {
    const { incoming } = this.#context.env;
    const bytes = await readBody(incoming, this.#route.carries);
    const { method = "GET", headers } = incoming;
    const request = { method, target: this.#target, headers };
    this.#accessKey = authenticate(request, this.#world.keys, this.#world.clock);
    requireApiKey(this.#route.operation.service, headers, this.#world.settings.current);
    this.#fields = {
      ...(await this.#carried(bytes)),
      ...convertField(this.#route.operation, this.#context.req.param()),
    };
  }

  async #carried(bytes: Buffer): Promise<Record<string, unknown>> {
    const { operation, takesForm } = this.#route;
    const contentType = this.#context.env.incoming.headers["content-type"] ?? "";
    const isForm = takesForm === true && contentType.startsWith("multipart/");
    const carries = isForm ? "multipart" : this.#route.carries;
    if (carries === "query") return convertField(operation, this.#context.req.query());
    if (carries === "nothing") return {};
    if (carries === "json" && !contentType.includes("json")) {
      throw new GatewayRefusal("100", "Content-Type must be application/json.");
    }
    try {
      return carries === "json" ? parseJsonObject(bytes) : await parseForm(bytes, contentType);
    } catch {
      throw refuse(operation, "unreadable");
    }
  }
}
