import { join, sep } from "node:path";
import type { CustomResource, Unwrap } from "@pulumi/pulumi";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type * as door from "../../provider/queries";
import { type Argument, describeArgument, type Part } from "../../provider/resources/definition";
import { definitions } from "../../provider/resources/definitions";
import type { FileInspectionOutputs } from "../../provider/resources/fileInspection";
import type { fileInspectionInputs } from "../../provider/resources/fileInspection/inputs";
import type { notificationConfigInputs } from "../../provider/resources/notificationConfig";
import type { scanJobInputs } from "../../provider/resources/scanJob/inputs";
import type { JobFacts, ScanJobOutputs } from "../../provider/resources/scanJob/outputs";
import type { thresholdNotificationConfigInputs } from "../../provider/resources/thresholdNotificationConfig";
import type { filesafer, securitymonitoring, wsc } from "../../sdk";
import { declarationsOf, programOf } from "./declarations";

const root = join(__dirname, "../..").split(sep).join("/");

/** What a definition says of everything that its resource shows, by the names in the SDK. */
function textsOf(resource: keyof typeof definitions): Map<string, string> {
  const { module, arguments: all, computed } = definitions[resource];
  const texts = new Map<string, string>();
  for (const [name, argument] of Object.entries<Argument>(all)) {
    texts.set(`${resource}Args.${name}`, describeArgument(argument));
    texts.set(`${module}.${resource}.${name}`, argument.output);
    for (const [part, each] of Object.entries<Part>(argument.parts?.of ?? {}))
      texts.set(`${argument.parts?.type}.${part}`, describeArgument(each));
  }
  for (const [name, text] of Object.entries<string | undefined>(computed))
    if (text !== undefined) texts.set(`${module}.${resource}.${name}`, text);
  return texts;
}

describe("what editors show of a resource", () => {
  const declared = declarationsOf(programOf(root, ["sdk/index.ts"]), root, ["sdk/index.ts"]);
  // An inner type may be shown under the module that exports it.
  const shown = new Map(
    declared.flatMap(({ name, text }) => [
      [name, text],
      [name.replace(/^\w+\.(?=[A-Z]\w+\.)/, ""), text],
    ]),
  );
  const inOneLine = (text: string | undefined) => text?.replaceAll(/\s+/g, " ");

  it.each(Object.keys(definitions) as (keyof typeof definitions)[])(
    "is what the definition of %s says",
    (resource) => {
      for (const [name, text] of textsOf(resource)) expect.soft(inOneLine(shown.get(name)), name).toBe(text);
    },
  );
});

/** What check takes of the arguments, optional or not as its schema says. */
type Taken<Schema extends z.ZodObject, Args> = Pick<z.input<Schema>, keyof Args & keyof z.input<Schema>>;
type Given<Args> = { [Name in keyof Args]: Unwrap<Args[Name]> };

/** The outputs of a resource class, without what every resource has. */
type Shown<Resource> = Exclude<keyof Resource, keyof CustomResource>;

type Computed<Resource extends keyof typeof definitions> = {
  [Name in keyof (typeof definitions)[Resource]["computed"]]: (typeof definitions)[Resource]["computed"][Name] extends string
    ? Name
    : never;
}[keyof (typeof definitions)[Resource]["computed"]];
type Names<Resource extends keyof typeof definitions> = keyof (typeof definitions)[Resource]["arguments"];

// The compiler fails on each, when the SDK, a definition and a schema differ in either direction.
describe("the types of the SDK", () => {
  it("name the arguments that the definitions have", () => {
    expectTypeOf<keyof wsc.ScanJobArgs>().toEqualTypeOf<Names<"ScanJob">>();
    expectTypeOf<keyof filesafer.NotificationConfigArgs>().toEqualTypeOf<Names<"NotificationConfig">>();
    expectTypeOf<keyof filesafer.ThresholdNotificationConfigArgs>().toEqualTypeOf<
      Names<"ThresholdNotificationConfig">
    >();
    expectTypeOf<keyof filesafer.FileInspectionArgs>().toEqualTypeOf<Names<"FileInspection">>();
  });

  it("show the outputs that the definitions have", () => {
    expectTypeOf<Shown<wsc.ScanJob>>().toEqualTypeOf<Names<"ScanJob"> | Computed<"ScanJob">>();
    expectTypeOf<Shown<filesafer.NotificationConfig>>().toEqualTypeOf<
      Names<"NotificationConfig"> | Computed<"NotificationConfig">
    >();
    expectTypeOf<Shown<filesafer.ThresholdNotificationConfig>>().toEqualTypeOf<
      Names<"ThresholdNotificationConfig"> | Computed<"ThresholdNotificationConfig">
    >();
    expectTypeOf<Shown<filesafer.FileInspection>>().toEqualTypeOf<
      Names<"FileInspection"> | Computed<"FileInspection">
    >();
  });

  it("have outputs of the types that the lifecycles record", () => {
    type Recorded<Outputs, Name extends keyof Outputs> = { [Each in Name]-?: Outputs[Each] & {} };
    type Told<Resource, Name extends keyof Resource> = { [Each in Name]-?: Unwrap<Resource[Each]> & {} };
    type ScanNames = Computed<"ScanJob">;
    expectTypeOf<Told<wsc.ScanJob, ScanNames>>().toExtend<Recorded<ScanJobOutputs, ScanNames>>();
    expectTypeOf<Recorded<ScanJobOutputs, ScanNames>>().toExtend<Told<wsc.ScanJob, ScanNames>>();
    type Inspected = Computed<"FileInspection">;
    expectTypeOf<Told<filesafer.FileInspection, Inspected>>().toExtend<
      Recorded<FileInspectionOutputs, Inspected>
    >();
    expectTypeOf<Recorded<FileInspectionOutputs, Inspected>>().toExtend<
      Told<filesafer.FileInspection, Inspected>
    >();
    expectTypeOf<keyof JobFacts>().toEqualTypeOf<keyof (typeof definitions)["ScanJob"]["computed"]>();
  });

  it("are what check takes", () => {
    // Pulumi unwraps no record of unknown values; triggers are one on both sides.
    type Scan = Omit<wsc.ScanJobArgs, "triggers">;
    expectTypeOf<Given<Scan>>().toExtend<Taken<typeof scanJobInputs, Scan>>();
    expectTypeOf<Taken<typeof scanJobInputs, Scan>>().toExtend<Given<Scan>>();
    type Notification = filesafer.NotificationConfigArgs;
    expectTypeOf<Given<Notification>>().toEqualTypeOf<Taken<typeof notificationConfigInputs, Notification>>();
    type Thresholds = filesafer.ThresholdNotificationConfigArgs;
    expectTypeOf<Given<Thresholds>>().toEqualTypeOf<
      Taken<typeof thresholdNotificationConfigInputs, Thresholds>
    >();
    type Inspection = Omit<filesafer.FileInspectionArgs, "source" | "triggers">;
    expectTypeOf<Given<Inspection>>().toEqualTypeOf<Taken<typeof fileInspectionInputs, Inspection>>();
  });
});

/** What a query behind the door takes. */
type Asked<Query extends { ask: (args: never, asker: never) => unknown }> = Parameters<Query["ask"]>[0];

describe("the arguments of queries", () => {
  it("are in the SDK what the queries behind the door take", () => {
    type Wsc = typeof door.wsc;
    expectTypeOf<wsc.GetJobsArgs>().toEqualTypeOf<Asked<Wsc["getJobs"]>>();
    expectTypeOf<wsc.SearchJobsArgs>().toEqualTypeOf<Asked<Wsc["searchJobs"]>>();
    expectTypeOf<wsc.GetReportArgs>().toEqualTypeOf<Asked<Wsc["getReport"]>>();
    type FileSafer = typeof door.filesafer;
    expectTypeOf<filesafer.CheckHashArgs>().toEqualTypeOf<Asked<FileSafer["checkHash"]>>();
    expectTypeOf<filesafer.GetInputFileLogArgs>().toEqualTypeOf<Asked<FileSafer["getInputFileLog"]>>();
    expectTypeOf<filesafer.GetInputFileLogByParentHashArgs>().toEqualTypeOf<
      Asked<FileSafer["getInputFileLogByParentHash"]>
    >();
    expectTypeOf<filesafer.GetNotificationConfigArgs>().toEqualTypeOf<
      Asked<FileSafer["getNotificationConfig"]>
    >();
    expectTypeOf<filesafer.GetNotificationConfigArgs>().toEqualTypeOf<
      Asked<FileSafer["getThresholdNotificationConfig"]>
    >();
    type Monitoring = typeof door.securitymonitoring;
    expectTypeOf<securitymonitoring.GetAVListArgs>().toEqualTypeOf<Asked<Monitoring["getAVList"]>>();
    expectTypeOf<securitymonitoring.GetDDoSListArgs>().toEqualTypeOf<Asked<Monitoring["getDDoSList"]>>();
    expectTypeOf<securitymonitoring.GetIDSListArgs>().toEqualTypeOf<Asked<Monitoring["getIDSList"]>>();
    expectTypeOf<securitymonitoring.GetIPSListArgs>().toEqualTypeOf<Asked<Monitoring["getIPSList"]>>();
    expectTypeOf<securitymonitoring.GetWAFListArgs>().toEqualTypeOf<Asked<Monitoring["getWAFList"]>>();
    expectTypeOf<securitymonitoring.GetEventDetailArgs>().toEqualTypeOf<
      Asked<Monitoring["getDDoSEventDetail"]>
    >();
    expectTypeOf<securitymonitoring.GetEventDetailArgs>().toEqualTypeOf<
      Asked<Monitoring["getIDSEventDetail"]>
    >();
  });
});
