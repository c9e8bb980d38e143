import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { credentials } from "../account/keys";
import { faultList } from "../faults/plan";
import { parseJson, readBody } from "../gateway/body";
import type { HttpContext } from "../gateway/delivery";
import { GatewayRefusal } from "../refusals";
import type { Controls } from "./controls";
import { ControlError } from "./error";
import { parseOrRefuse } from "./parsed";
import { clockChange, fileMove, jobMove, journalFilter, paceChange, seed, settingsChange } from "./schemas";
import { refuseStrangers } from "./strangers";

/** The controls over HTTP: unsigned JSON, for who knows the emulator by a name of loopback or one of `names`. */
export function createControlRoutes(
  controls: Controls,
  names: ReadonlySet<string>,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const ok = { status: "ok" } as const;

  app.use(async (c, next) => {
    refuseStrangers(c.env.incoming.headers, names);
    await next();
  });

  app.get("/health", (c) => c.json(controls.health()));
  app.post("/reset", (c) => {
    controls.reset();
    return c.json(ok);
  });

  app.get("/requests", (c) => {
    const requests = controls.requests(parseOrRefuse(journalFilter, c.req.query()));
    return c.json({ connections: controls.connections(), requests });
  });
  app.delete("/requests", (c) => {
    controls.clearRequests();
    return c.json(ok);
  });

  app.post("/clock", async (c) => c.json(controls.clock(parseOrRefuse(clockChange, await body(c)))));
  app.post("/pace", async (c) => {
    controls.pace(parseOrRefuse(paceChange, await body(c)).pace);
    return c.json(ok);
  });
  app.post("/settings", async (c) => {
    controls.settings(parseOrRefuse(settingsChange, await body(c)));
    return c.json(ok);
  });

  app.post("/credentials", async (c) => {
    controls.addCredentials(parseOrRefuse(credentials, await body(c)));
    return c.json(ok);
  });

  app.get("/faults", (c) => c.json({ faults: controls.faultPlan() }));
  app.post("/faults", async (c) => {
    const plan = await body(c);
    controls.faults(parseOrRefuse(faultList, { faults: Array.isArray(plan) ? plan : [plan] }).faults);
    return c.json({ faults: controls.faultPlan() });
  });
  app.delete("/faults", (c) => {
    controls.clearFaults();
    return c.json(ok);
  });

  app.post("/seed", async (c) => c.json(controls.seed(parseOrRefuse(seed, await body(c)))));
  app.post("/jobs/:instanceNo{\\d+}", async (c) =>
    c.json(controls.moveJob(Number(c.req.param("instanceNo")), parseOrRefuse(jobMove, await body(c)))),
  );
  app.delete("/jobs/:instanceNo{\\d+}", (c) => {
    controls.removeJob(Number(c.req.param("instanceNo")));
    return c.json(ok);
  });
  app.post("/files/:sha1{[0-9a-fA-F]+}", async (c) => {
    controls.moveFile(c.req.param("sha1"), parseOrRefuse(fileMove, await body(c)));
    return c.json(ok);
  });

  app.all("/*", (c) => c.json({ error: `there is no control ${c.req.method} ${c.req.path}` }, 404));
  app.onError((error, c) => {
    if (error instanceof ControlError) return c.json({ error: error.message }, error.status);
    return c.json({ error: "the control failed", cause: error.name }, 500);
  });
  return app;
}

async function body(c: HttpContext): Promise<unknown> {
  try {
    return parseJson(await readBody(c.env.incoming, "json"));
  } catch (error) {
    throw new ControlError(
      error instanceof GatewayRefusal ? error.message : "the body must be JSON in UTF-8",
    );
  }
}
