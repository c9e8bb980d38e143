import { describe, expect, it } from "vitest";
import { isNcloudError, type NcloudError } from "../../provider/ncp/errors";
import { rejection } from "../ncp/support";
import { samplesOf } from "../samples";
import { callLike } from "./operations";
import { openWire } from "./wire";

async function hintOf(operation: string, body: object, given: Record<string, string> = {}): Promise<string> {
  const { client } = await openWire(() => ({ status: 401, body }), given);
  const error = await rejection(callLike(client, operation, samplesOf(operation)[0].request));
  expect(isNcloudError(error)).toBe(true);
  return (error as NcloudError).details.hint ?? "";
}

const refused = (errorCode: number) => ({ error: { errorCode, message: "No" } });

describe("an account that may not make a call is told which policy to get", () => {
  it.each([
    ["getJobs", refused(210), "NCP_WEB_SECURITY_CHECKER_MANAGER"],
    ["getJobs", refused(169201), "NCP_WEB_SECURITY_CHECKER_MANAGER"],
    ["getNotiConfig", refused(210), "NCP_FILE_SAFER_MANAGER"],
    ["getNotiConfig", { returnCode: "140004" }, "NCP_FILE_SAFER_MANAGER"],
    ["getWAFList", refused(210), "NCP_VPC_SECURITY_MONITORING_VIEWER"],
    ["getWAFList", { returnCode: -1 }, "NCP_VPC_SECURITY_MONITORING_VIEWER"],
  ])("%s, %j", async (operation, body, policy) => {
    const hint = await hintOf(operation, body);
    expect(hint).toContain(policy);
    expect(hint).toContain(policy.replace("NCP_", "NCP_FIN_"));
  });
});

describe("a call of File Safer without an API key", () => {
  it.each([200, 210])("is told that one may be missing, when it is refused with %i", async (code) => {
    const hint = await hintOf("getNotiConfig", refused(code));
    expect(hint).toMatch(/none is set: set apiKey .*ncloud-security:apiKey.*NCLOUD_API_KEY/);
  });

  it.each([
    ["with a key", "getNotiConfig", refused(210), { apiKey: "KEY" }],
    ["refused by File Safer itself", "getNotiConfig", { returnCode: "140004" }, {}],
    ["of another service", "getJobs", refused(200), {}],
  ])("is not told so %s", async (_, operation, body, given) => {
    expect(await hintOf(operation, body, given)).not.toContain("apiKey");
  });
});
