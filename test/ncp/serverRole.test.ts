import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { isNcloudError } from "../../provider/ncp/errors";
import { resolveSettings } from "../../provider/ncp/settings/settings";
import { listJobs, openGateway, rejection, serve } from "./support";

const roles = "/latest/meta-data/iam/security-credentials/";

/** A metadata service and NCP in one: answers the keys, and who signed. */
async function startServer(keys: (fetches: number) => unknown) {
  let fetches = 0;
  const users: string[] = [];
  const listener: RequestListener = ({ url, headers }, response) => {
    if (url === roles) return response.end("role 1\nrole 2\n");
    if (url?.startsWith(roles)) {
      fetches += 1;
      const answer = keys(fetches);
      return response.writeHead(answer === undefined ? 500 : 200).end(JSON.stringify(answer));
    }
    users.push(String(headers["x-ncp-iam-access-key"]));
    return response.end("{}");
  };
  const endpoint = await serve(listener);
  return { endpoint, users, fetches: () => fetches };
}

function openWithRole(endpoint: string, clock?: () => number) {
  const given: Record<string, string> = { serverRole: "true", endpoint, metadataEndpoint: endpoint };
  const settings = resolveSettings({ given: (key) => given[key], environment: {}, file: () => undefined });
  return openGateway(settings, clock === undefined ? {} : { clock }).gateway;
}

const at = (minutes: number) => Date.parse("2026-10-01T00:00:00Z") + minutes * 60_000;
const until = (Expiration: string, AccessKeyId = "AK_ROLE") => ({
  AccessKeyId,
  SecretAccessKey: "SK_ROLE",
  Expiration,
});

describe("a server role", () => {
  it("signs with the keys of the first role, fetched once for calls that come together", async () => {
    const server = await startServer(() => until("2026-10-01T01:00:00+0000"));
    const gateway = openWithRole(server.endpoint);
    await Promise.all([gateway.send(listJobs), gateway.send(listJobs)]);
    await gateway.send(listJobs);
    expect(server.users).toEqual(["AK_ROLE", "AK_ROLE", "AK_ROLE"]);
    expect(server.fetches()).toBe(1);
  });

  it.each([
    ["on its own date", until("2026-10-01T01:00:00Z")],
    ["hourly if it has none", { AccessKeyId: "AK", SecretAccessKey: "SK" }],
  ])("is renewed five minutes before it ends, %s", async (_, keys) => {
    let now = at(0);
    const server = await startServer(() => keys);
    const gateway = openWithRole(server.endpoint, () => now);
    await gateway.send(listJobs);
    now = at(54.9);
    await gateway.send(listJobs);
    expect(server.fetches()).toBe(1);
    now = at(55);
    await gateway.send(listJobs);
    expect(server.fetches()).toBe(2);
  });

  it("outlasts a short failure of the metadata service, but not its own end", async () => {
    let now = at(0);
    const server = await startServer((fetches) =>
      fetches === 1 ? until("2026-10-01T01:00:00Z") : undefined,
    );
    const gateway = openWithRole(server.endpoint, () => now);
    await gateway.send(listJobs);
    now = at(58);
    await gateway.send(listJobs);
    now = at(60);
    expect(isNcloudError(await rejection(gateway.send(listJobs)), "configuration")).toBe(true);
  });

  it.each<[string, unknown]>([
    ["no keys", { Code: "Failed", Message: "SK_PLANTED" }],
    ["an error", undefined],
  ])("that has %s is a configuration error", async (_, keys) => {
    const server = await startServer(() => keys);
    const error = await rejection(openWithRole(server.endpoint).send(listJobs));
    expect(error).toMatchObject({
      kind: "configuration",
      details: { hint: expect.stringContaining("serverRole") },
    });
    expect(String(error)).not.toContain("PLANTED");
  });
});
