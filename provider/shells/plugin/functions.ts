import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { filesafer, type Query, securitymonitoring, wsc } from "../../queries";
import { ForeseenError } from "../../resources/kit/failure";
import type { Session } from "./session";
import { pluginPackage } from "./tokens";
import { receive, send } from "./wire";

/** The queries by their tokens: `ncloud-security:wsc:getJobs`. */
export const functions: ReadonlyMap<string, Query<never, unknown>> = new Map(
  Object.entries({ filesafer, securitymonitoring, wsc }).flatMap(([module, queries]) =>
    Object.entries(queries).map(([name, query]) => [`${pluginPackage}:${module}:${name}`, query] as const),
  ),
);

/** Answers queries for the languages that have none of their own. */
export function createFunctionService(session: Session) {
  return {
    async invoke(request: InvokeRequest): Promise<InvokeResponse> {
      const { ask } = findFunction(request.getTok());
      const { values, secrets } = receive(request.getArgs());
      const { accounts, settings } = session;
      const asker = { given: settings.given, secret: secrets.size > 0, accounts };
      const answer = await ask(values as never, asker);
      return new InvokeResponse().setReturn(send(Object(answer)));
    },
  };
}

function findFunction(token: string): Query<never, unknown> {
  // Also in the form `ncloud-security:wsc/getJobs:getJobs`, which most providers have.
  const found = functions.get(token.replace(/\/\w+:/, ":"));
  if (found !== undefined) return found;
  throw new ForeseenError(
    `there is no function ${token}: the functions are ${[...functions.keys()].join(", ")}`,
  );
}
