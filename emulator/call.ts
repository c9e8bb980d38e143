import type { IncomingMessage } from "node:http";
import type { Operation } from "../provider/ncp/api/operation";
import type { EmulatedAccount } from "./account/account";
import { pickJournalFields } from "./account/journal";
import { requireApiKey } from "./gateway/apiKey";
import { parseForm, parseJsonObject, readBody } from "./gateway/body";
import { convertField, listFieldNames, refuse } from "./gateway/input";
import { makeRefusalReply, makeSuccess, type Reply } from "./gateway/replies";
import { parseQuery, splitTarget } from "./gateway/routing";
import { authenticate } from "./gateway/signature";
import { GatewayRefusal } from "./refusals";
import type { Route } from "./routes";

/** One call of a documented operation, on its way from the request line to an answer. */
export class Call {
  readonly operation: Operation;
  readonly #requestId: string;
  readonly #world: EmulatedAccount;
  readonly #route: Route;
  readonly #inPath: Readonly<Record<string, string>>;
  readonly #incoming: IncomingMessage;
  #fields: Record<string, unknown> = {};
  #accessKey = "";
  #committed = false;

  constructor(
    world: EmulatedAccount,
    { route, fields }: { route: Route; fields: Readonly<Record<string, string>> },
    incoming: IncomingMessage,
    requestId: string,
  ) {
    this.operation = route.operation;
    this.#world = world;
    this.#route = route;
    this.#inPath = fields;
    this.#incoming = incoming;
    this.#requestId = requestId;
  }

  async answer(): Promise<Reply> {
    try {
      await this.#admit();
      const body = await this.#route.run(this.#world, this.#fields, this.#accessKey);
      this.#committed = true;
      return makeSuccess(body);
    } catch (error) {
      return makeRefusalReply(this.operation, error, this.#world.settings.current.dialect);
    }
  }

  record(reply: Reply, fault: string | null): void {
    const { operation } = this;
    const dropped = reply.delivery?.how === "drop";
    this.#world.journal.record({
      requestId: this.#requestId,
      time: new Date(this.#world.clock.now()).toISOString(),
      service: operation.service,
      operation: operation.name,
      method: this.#route.method,
      ...splitTarget(this.#incoming),
      status: dropped ? null : reply.status,
      code: reply.code ?? null,
      committed: this.#committed,
      fault,
      fields: pickJournalFields(this.#fields, listFieldNames(operation)),
    });
  }

  /** What the gateway does before the service sees a call; then the call's fields. */
  async #admit(): Promise<void> {
    const { method = "GET", url: target = "/", headers } = this.#incoming;
    const bytes = await readBody(this.#incoming, this.#route.carries);
    this.#accessKey = authenticate({ method, target, headers }, this.#world.keys, this.#world.clock);
    requireApiKey(this.operation.service, headers, this.#world.settings);
    const carried = await this.#readCarried(bytes);
    this.#fields = { ...carried, ...convertField(this.operation, this.#inPath) };
  }

  async #readCarried(bytes: Buffer): Promise<Record<string, unknown>> {
    const { operation, takesForm } = this.#route;
    const contentType = this.#incoming.headers["content-type"] ?? "";
    const isForm = takesForm === true && contentType.startsWith("multipart/");
    const carries = isForm ? "multipart" : this.#route.carries;
    if (carries === "query") return convertField(operation, parseQuery(splitTarget(this.#incoming).query));
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
