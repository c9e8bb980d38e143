import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { type Declared, declarationsOf, programOf } from "./declarations";

const root = join(__dirname, "../..").split(sep).join("/");
const doors = ["sdk/index.ts", "emulator/index.ts", "policies/index.ts"];
const specimen = "test/conformance/specimen.ts";

const program = programOf(root, [...doors, specimen]);

function unsaid(declared: readonly Declared[]): string[] {
  return declared.filter(({ text }) => text === "").map(({ place, name }) => `${place} ${name}`);
}

/** Texts by name. Of two declarations with one name, both. */
function textsOf(declared: readonly Declared[]): string[] {
  return declared.map(({ name, text }) => `${name}: ${text}`).sort();
}

describe("what editors show of the public declarations", () => {
  const declared = declarationsOf(program, root, doors);

  it("is a text for each of them", () => {
    expect(unsaid(declared)).toEqual([]);
  });

  it("is the same text in the declarations that are shipped", () => {
    const shipped = doors.map((door) => `dist/${door.replace(/\.ts$/, ".d.ts")}`);
    expect(textsOf(declarationsOf(programOf(root, shipped), root, shipped))).toEqual(textsOf(declared));
  });

  it.each([
    ["a function", "wsc.renderReport"],
    ["a query", "filesafer.checkHashOutput"],
    ["an argument", "ScanJobArgs.gate"],
    ["a part of an argument", "ProviderArgs.retry.budget"],
    ["an output", "wsc.ScanJob.riskCounts"],
    ["a part of an output", "wsc.RiskCounts.high"],
    ["a field of an answer", "SecurityEvent.attackerIp"],
    ["a constant's member", "wsc.StatusCode.Stopped"],
    ["a static member", "filesafer.FileInspection.get"],
    ["a control of the emulator", "Emulator.moveFile"],
    ["a detail of an error", "ErrorDetails.retryAfter"],
  ])("is looked for at %s", (_kind, name) => {
    expect(declared.map((each) => each.name)).toContain(name);
  });
});

it("a declaration without a text is named with its file and line", () => {
  expect(unsaid(declarationsOf(program, root, [specimen]))).toEqual([
    `${specimen}:5 Said.unsaid`,
    `${specimen}:8 Said.unsaid.unsaid`,
    `${specimen}:14 Other`,
    `${specimen}:19 Unsaid`,
    `${specimen}:22 Unsaid.unsaid`,
    `${specimen}:31 Unsaid.unsaid`,
    `${specimen}:35 said.unsaid`,
    `${specimen}:38 Choice.unsaid`,
    `${specimen}:44 unsaid`,
  ]);
});
