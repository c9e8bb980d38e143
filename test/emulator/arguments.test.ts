import { describe, expect, it } from "vitest";
import { demoCredentials } from "../../emulator";
import { parseArguments } from "../../emulator/arguments";

describe("the command line", () => {
  it("has a default for everything", () => {
    expect(parseArguments([])).toEqual({
      port: 4577,
      data: undefined,
      credentials: demoCredentials,
      account: undefined,
      pace: undefined,
      quiet: false,
    });
  });

  it.each([
    [["--port", "0"], { port: 0 }],
    [["--host", "0.0.0.0"], { host: "0.0.0.0" }],
    [["--host", "::"], { host: "::" }],
    [["--allow-host", "emulator", "--allow-host", "ncp.test"], { allowHosts: ["emulator", "ncp.test"] }],
    [["--data", "state.db"], { data: "state.db" }],
    [["--credentials", "AK:S:K="], { credentials: { accessKey: "AK", secretKey: "S:K=" } }],
    [["--account", "bank"], { account: "bank" }],
    [["--pace", "manual"], { pace: "manual" }],
    [["--pace", "2.5"], { pace: 2.5 }],
    [["--quiet"], { quiet: true }],
  ])("%j sets %o", (args, expected) => {
    expect(parseArguments(args)).toMatchObject(expected);
  });

  it("asks for help", () => {
    expect(parseArguments(["--help"])).toBeUndefined();
  });

  it.each([
    [["--port", "http"], /--port must be a number/],
    [["--port", "70000"], /--port must be a number/],
    [["--pace", "fast"], /--pace must be instant/],
    [["--pace", "0"], /--pace must be instant/],
    [["--credentials", "AK"], /--credentials must be ACCESSKEY:SECRETKEY/],
    [["--credentials", ":SK"], /--credentials must be ACCESSKEY:SECRETKEY/],
    [["--account", " "], /--account must be a name/],
    [["--host", "emulator"], /^--host must be an IP address, such as 0.0.0.0, not "emulator"$/],
    [["--host", "fe80::1%eth0"], /^--host must be an IP address/],
    [["--host", "0.0.0.0:4577"], /^--host must be an IP address/],
    [["--allow-host", "*"], /^--allow-host must be a host name or IP address, without a port, not "\*"$/],
    [["--allow-host", "emulator:4577"], /^--allow-host must be a host name or IP address, without a port/],
    [["--allow-host", "http://emulator"], /^--allow-host must be a host name/],
    [["--hosts", "0.0.0.0"], /^Unknown option '--hosts'; known are --port, --host, .*, --help$/],
    [["--pace"], /'--pace <value>' argument missing; known are/],
    [["start"], /'start'.*; known are/],
  ])("%j is refused with a reason", (args, reason) => {
    expect(() => parseArguments(args)).toThrow(reason);
  });

  it("does not repeat half of a key pair in its error", () => {
    expect(() => parseArguments(["--credentials", "canary-key"])).not.toThrow(/canary/);
  });
});
