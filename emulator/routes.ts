import type { z } from "zod";
import { fileSaferOperations } from "../provider/ncp/api/filesafer/operations";
import type { Operation } from "../provider/ncp/api/operation";
import { securityMonitoringOperations } from "../provider/ncp/api/securitymonitoring/operations";
import { stsOperations } from "../provider/ncp/api/sts/operations";
import { wscOperations } from "../provider/ncp/api/wsc/operations";
import type { Context } from "./account/context";
import type { Handler, Handlers, OperationTable } from "./gateway/handlers";
import { listFieldNames, parseInput } from "./gateway/input";
import { type Place, toPattern } from "./gateway/routing";
import { fileSaferHandlers } from "./services/filesafer";
import { securityMonitoringHandlers } from "./services/securitymonitoring";
import { stsHandlers } from "./services/sts";
import { wscHandlers } from "./services/wsc";

export interface Route extends Place {
  readonly operation: Operation;
  readonly fieldNames: readonly string[];
  readonly carries: Operation["carries"];
  /** Whether a form is as good as what it carries. */
  readonly takesForm?: boolean;
  run(ctx: Context, fields: object, accessKey: string): object | Promise<object>;
}

/** Every documented call. The 2019 reference also has getInputFileLog as a POST: with a form by its text, with JSON by its sample. */
export function listRoutes(): Route[] {
  const routes = [
    ...listServiceRoutes(wscOperations, wscHandlers),
    ...listServiceRoutes(fileSaferOperations, fileSaferHandlers),
    ...listServiceRoutes(securityMonitoringOperations, securityMonitoringHandlers),
    ...listServiceRoutes(stsOperations, stsHandlers),
  ];
  const posted = routes
    .filter(({ operation }) => operation === fileSaferOperations.getInputFileLog)
    .map((route): Route => ({ ...route, method: "POST", carries: "json", takesForm: true }));
  return [...routes, ...posted];
}

function listServiceRoutes<Table extends OperationTable<Table>>(
  table: Table,
  handlers: Handlers<Table>,
): Route[] {
  const routes: Route[] = [];
  for (const name in table) routes.push(makeRoute(table[name], handlers[name]));
  return routes;
}

function makeRoute<Call extends Operation>(
  operation: Call,
  handler: Handler<z.output<Call["input"]>>,
): Route {
  return {
    operation,
    fieldNames: listFieldNames(operation),
    method: operation.method,
    pattern: toPattern(operation.path, limited),
    carries: operation.carries,
    run: (ctx, fields, accessKey) => handler(ctx, parseInput(operation, fields), accessKey),
  };
}

/** The values that some fields of paths are limited to. */
const limited = {
  filter: "hashfilter|filefilter",
  platform: "securitymonitoring|vsecuritymonitoring",
};
