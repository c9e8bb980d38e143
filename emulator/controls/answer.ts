import type { IncomingMessage } from "node:http";
import { parseJson, readBody } from "../gateway/body";
import { makeJsonReply, type Reply } from "../gateway/replies";
import { findRoute, parseQuery, splitTarget } from "../gateway/routing";
import { GatewayRefusal } from "../refusals";
import type { Controls } from "./controls";
import { ControlError } from "./error";
import { controlRoutes } from "./routes";
import { refuseStrangers } from "./strangers";

const ok = { status: "ok" } as const;

/** The controls over HTTP: unsigned JSON, for who knows the emulator by a name of loopback or one of `names`. */
export async function answerControl(
  controls: Controls,
  names: ReadonlySet<string>,
  incoming: IncomingMessage,
): Promise<Reply> {
  try {
    refuseStrangers(incoming.headers, names);
    return makeJsonReply(200, (await runControl(controls, incoming)) ?? ok);
  } catch (error) {
    if (error instanceof ControlError) return makeJsonReply(error.status, { error: error.message });
    const cause = error instanceof Error ? error.name : typeof error;
    return makeJsonReply(500, { error: "the control failed", cause });
  }
}

function runControl(controls: Controls, incoming: IncomingMessage): unknown {
  const { path, query } = splitTarget(incoming);
  // HEAD is answered like GET, for tools that wait until a server is there.
  const found = findRoute(controlRoutes, incoming.method === "HEAD" ? "GET" : incoming.method, path);
  if (found === undefined) throw new ControlError(`there is no control ${incoming.method} ${path}`, 404);
  const { route, fields } = found;
  return route.run(controls, { fields, query: parseQuery(query), readBody: () => readJson(incoming) });
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  try {
    return parseJson(await readBody(incoming, "json"));
  } catch (error) {
    throw new ControlError(
      error instanceof GatewayRefusal ? error.message : "the body must be JSON in UTF-8",
    );
  }
}
