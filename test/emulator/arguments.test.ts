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
    [["--host", "0.0.0.0"], /^Unknown option '--host'; known are --port, --data, .*, --help$/],
    [["--pace"], /'--pace <value>' argument missing; known are/],
    [["start"], /'start'.*; known are/],
  ])("%j is refused with a reason", (args, reason) => {
    expect(() => parseArguments(args)).toThrow(reason);
  });

  it("does not repeat half of a key pair in its error", () => {
    expect(() => parseArguments(["--credentials", "canary-key"])).not.toThrow(/canary/);
  });
});
