import { describe, expect, it } from "vitest";
import { resourceNames } from "../../provider/names";
import type { Argument } from "../../provider/resources/definition";
import { definitions } from "../../provider/resources/definitions";
import { fileInspection } from "../../provider/resources/fileInspection";
import { notificationConfig } from "../../provider/resources/notificationConfig";
import { scanJob } from "../../provider/resources/scanJob";
import { thresholdNotificationConfig } from "../../provider/resources/thresholdNotificationConfig";
import * as runtime from "../../provider/shells/dynamic/runtime";
import { providerText, tokenOf } from "../../provider/shells/dynamic/text";

const lifecycles = [scanJob, notificationConfig, thresholdNotificationConfig, fileInspection];

/** Inputs that no program gives. */
const hidden: Record<string, string[]> = {
  ScanJob: ["owner"],
  FileInspection: ["sha1", "md5", "sha256", "fileSize", "ignoresSource"],
};

describe("what is stored in every state", () => {
  it("never changes: the provider text, the tokens and the exports of the runtime", () => {
    expect(resourceNames.map(providerText)).toEqual([
      'exports.handler=()=>require("pulumi-ncloud-security/runtime").ScanJob',
      'exports.handler=()=>require("pulumi-ncloud-security/runtime").NotificationConfig',
      'exports.handler=()=>require("pulumi-ncloud-security/runtime").ThresholdNotificationConfig',
      'exports.handler=()=>require("pulumi-ncloud-security/runtime").FileInspection',
    ]);
    expect(resourceNames.map((name) => tokenOf(definitions[name].module, name))).toEqual([
      "pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob",
      "pulumi-nodejs:dynamic/ncloud-security/filesafer:NotificationConfig",
      "pulumi-nodejs:dynamic/ncloud-security/filesafer:ThresholdNotificationConfig",
      "pulumi-nodejs:dynamic/ncloud-security/filesafer:FileInspection",
    ]);
    expect(Object.keys(runtime).sort()).toEqual([...resourceNames].sort());
  });
});

describe.each(lifecycles)("the definition of $name", ({ name, inputs, definition }) => {
  it("names the inputs that its schema has", () => {
    const names = [...Object.keys(definition.arguments), ...(hidden[name] ?? [])];
    expect(names.sort()).toEqual(Object.keys(inputs.shape).sort());
  });

  it("tells the default that check fills in, and no other one", () => {
    for (const [argument, { default: told, absent }] of Object.entries<Argument>(definition.arguments)) {
      const filled = inputs.shape[argument]?.safeParse(undefined);
      expect([argument, filled?.data]).toEqual([argument, told]);
      expect([argument, filled?.success]).toEqual([argument, told !== undefined || absent !== undefined]);
    }
  });
});
