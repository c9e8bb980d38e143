import { describe, expect, it } from "vitest";
import { resourceNames } from "../../provider/names";
import { resources } from "../../provider/resources/facts";
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
    expect(resourceNames.map((name) => tokenOf(resources[name].module, name))).toEqual([
      "pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob",
      "pulumi-nodejs:dynamic/ncloud-security/filesafer:NotificationConfig",
      "pulumi-nodejs:dynamic/ncloud-security/filesafer:ThresholdNotificationConfig",
      "pulumi-nodejs:dynamic/ncloud-security/filesafer:FileInspection",
    ]);
    expect(Object.keys(runtime).sort()).toEqual([...resourceNames].sort());
  });
});

describe.each(lifecycles)("the facts of $name", ({ name, inputs, arguments: given, secrets }) => {
  it("name the inputs that its schema has", () => {
    expect([...given, ...(hidden[name] ?? [])].sort()).toEqual(Object.keys(inputs.shape).sort());
  });

  it("name secrets that are inputs", () => {
    expect(given).toEqual(expect.arrayContaining([...secrets]));
  });
});
