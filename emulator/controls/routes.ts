import { credentials } from "../account/keys";
import { faultList } from "../faults/plan";
import { type Place, toPattern } from "../gateway/routing";
import type { Controls } from "./controls";
import { parseOrRefuse } from "./parsed";
import { clockChange, fileMove, jobMove, journalFilter, paceChange, seed, settingsChange } from "./schemas";

export const controlPrefix = "/_emulator";

/** What a control is given: the fields of its path and of its query, and its body when it asks for that. */
export interface Given {
  readonly fields: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readBody(): Promise<unknown>;
}

export interface ControlRoute extends Place {
  /** Answers the body of a success; of none, it is `ok`. */
  run(controls: Controls, given: Given): unknown;
}

const forms = { instanceNo: "\\d+", sha1: "[0-9a-fA-F]+" };

function route(method: string, path: string, run: ControlRoute["run"]): ControlRoute {
  return { method, pattern: toPattern(controlPrefix + path, forms), run };
}

export const controlRoutes: readonly ControlRoute[] = [
  route("GET", "/health", (controls) => controls.health()),
  route("POST", "/reset", (controls) => controls.reset()),
  route("GET", "/requests", (controls, { query }) => ({
    connections: controls.connections(),
    requests: controls.requests(parseOrRefuse(journalFilter, query)),
  })),
  route("DELETE", "/requests", (controls) => controls.clearRequests()),
  route("POST", "/clock", async (controls, given) =>
    controls.clock(parseOrRefuse(clockChange, await given.readBody())),
  ),
  route("POST", "/pace", async (controls, given) =>
    controls.pace(parseOrRefuse(paceChange, await given.readBody()).pace),
  ),
  route("POST", "/settings", async (controls, given) =>
    controls.settings(parseOrRefuse(settingsChange, await given.readBody())),
  ),
  route("POST", "/credentials", async (controls, given) =>
    controls.addCredentials(parseOrRefuse(credentials, await given.readBody())),
  ),
  route("GET", "/faults", (controls) => ({ faults: controls.faultPlan() })),
  route("POST", "/faults", async (controls, given) => {
    const plan = await given.readBody();
    controls.faults(parseOrRefuse(faultList, { faults: Array.isArray(plan) ? plan : [plan] }).faults);
    return { faults: controls.faultPlan() };
  }),
  route("DELETE", "/faults", (controls) => controls.clearFaults()),
  route("POST", "/seed", async (controls, given) =>
    controls.seed(parseOrRefuse(seed, await given.readBody())),
  ),
  route("POST", "/jobs/{instanceNo}", async (controls, given) =>
    controls.moveJob(Number(given.fields.instanceNo), parseOrRefuse(jobMove, await given.readBody())),
  ),
  route("DELETE", "/jobs/{instanceNo}", (controls, { fields }) =>
    controls.removeJob(Number(fields.instanceNo)),
  ),
  route("POST", "/files/{sha1}", async (controls, given) =>
    controls.moveFile(given.fields.sha1 ?? "", parseOrRefuse(fileMove, await given.readBody())),
  ),
];
