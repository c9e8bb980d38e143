import type { IncomingMessage } from "node:http";
import type { Operation } from "../provider/ncp/api/operation";
import type { EmulatedAccount } from "./account/account";
import { Context } from "./account/context";
import { pickJournalFields } from "./account/journal";
import { requireApiKey } from "./gateway/apiKey";
import { parseForm, parseJsonObject, readBody } from "./gateway/body";
import { convertField, refuse } from "./gateway/input";
import { makeRefusalReply, makeSuccess, type Reply } from "./gateway/replies";
import { parseQuery, splitTarget } from "./gateway/routing";
import { authenticate } from "./gateway/signature";
import { GatewayRefusal } from "./refusals";
import type { Route } from "./routes";

/** One call of a documented operation, on its way from the request line to an answer. */
export class Call {
  readonly operation: Operation;
  readonly #requestId: string;
  readonly #account: EmulatedAccount;
  readonly #route: Route;
  readonly #inPath: Readonly<Record<string, string>>;
  readonly #incoming: IncomingMessage;
  #fields: Record<string, unknown> = {};
  #committed = false;
  #ctx: Context | undefined;

  constructor(
    account: EmulatedAccount,
    { route, fields }: { route: Route; fields: Readonly<Record<string, string>> },
    incoming: IncomingMessage,
    requestId: string,
  ) {
    this.operation = route.operation;
    this.#account = account;
    this.#route = route;
    this.#inPath = fields;
    this.#incoming = incoming;
    this.#requestId = requestId;
  }

  /** The account as this call finds it, from the moment on at which its body was there. */
  get ctx(): Context {
    this.#ctx ??= new Context(this.#account);
    return this.#ctx;
  }

  async answer(): Promise<Reply> {
    try {
      const bytes = await readBody(this.#incoming, this.#route.carries);
      const { ctx } = this;
      const accessKey = this.#admit(ctx);
      const carried = await this.#readCarried(bytes);
      this.#fields = { ...carried, ...convertField(this.operation, this.#inPath) };
      const body = await this.#route.run(ctx, this.#fields, accessKey);
      this.#committed = true;
      return makeSuccess(body);
    } catch (error) {
      return makeRefusalReply(this.operation, error, this.ctx.settings.dialect);
    }
  }

  record(reply: Reply, fault: string | null): void {
    const { operation } = this;
    const dropped = reply.delivery?.how === "drop";
    this.#account.journal.record({
      requestId: this.#requestId,
      time: new Date(this.ctx.clock.now()).toISOString(),
      service: operation.service,
      operation: operation.name,
      method: this.#route.method,
      ...splitTarget(this.#incoming),
      status: dropped ? null : reply.status,
      code: reply.code ?? null,
      committed: this.#committed,
      fault,
      fields: pickJournalFields(this.#fields, this.#route.fieldNames),
    });
  }

  /** The access key of the caller; what the gateway does before the service sees a call. */
  #admit({ clock, settings }: Context): string {
    const { method = "GET", url: target = "/", headers } = this.#incoming;
    const accessKey = authenticate({ method, target, headers }, this.#account.keys, clock);
    requireApiKey(this.operation.service, headers, settings);
    return accessKey;
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
