import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, it, vi } from "vitest";
import { settle } from "../support/outputs";
import { openAccount } from "./support";

beforeEach(() => vi.resetModules());

it("the security digest counts the last day's events by type and by target", async () => {
  const emulator = await openAccount();
  vi.stubEnv("NCLOUD_ACCESS_KEY_ID", emulator.credentials.accessKey);
  vi.stubEnv("NCLOUD_SECRET_ACCESS_KEY", emulator.credentials.secretKey);
  vi.stubEnv("NCLOUD_SECURITY_ENDPOINT", emulator.url);
  const fields = { targetIp: "10.9.9.9" };
  const seeded = (hoursAgo: number) => ({
    list: "waf" as const,
    date: Date.now() - hoursAgo * 3_600_000,
    fields,
  });
  emulator.seed({ events: [seeded(1), seeded(2), seeded(30)] });
  pulumi.runtime.setAllConfig({ "queries:hours": "24", "queries:platform": "vpc" });

  const digest = await import("../../examples/security-digest/index.js");

  const byType = (await settle(digest.byType)).value ?? {};
  const byTarget = (await settle(digest.byTarget)).value ?? {};
  expect(Object.keys(byType)).toEqual(["antivirus", "ddos", "ids", "ips", "waf"]);
  expect(byTarget["10.9.9.9"]).toBe(2);
  const sum = (counts: Record<string, number>) =>
    Object.values(counts).reduce((total, each) => total + each, 0);
  expect(sum(byTarget)).toBe(sum(byType));
});

it("the program for several accounts asks each account on its own", async () => {
  const keys = (name: string) => ({ accessKey: `AK_${name}`, secretKey: `SK_${name}` });
  const [production, staging] = await Promise.all([
    openAccount({ credentials: keys("production") }),
    openAccount({ credentials: keys("staging") }),
  ]);
  staging.seed({ jobs: [{ startUrl: "https://staging.example.com/" }] });
  const settings = Object.entries({ production, staging }).flatMap(([name, { credentials, url }]) => [
    [`queries:${name}AccessKey`, credentials.accessKey],
    [`queries:${name}SecretKey`, credentials.secretKey],
    [`queries:${name}Endpoint`, url],
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(settings));

  const program = await import("../../examples/multi-account/index.js");

  expect(await settle(program.production.scans)).toMatchObject({ value: 0, secret: false });
  expect(await settle(program.staging.scans)).toMatchObject({ value: 1, secret: false });
  expect((await settle(program.staging.alerts)).value).toBe("MAL");
});
