import { describe, expect, it } from "vitest";
import { isOfType } from "../../policies/index";
import { resourceNames } from "../../provider/names";
import { definitions } from "../../provider/resources/definitions";
import { tokenOf } from "../../provider/shells/dynamic/text";
import { pluginTokenOf } from "../../provider/shells/plugin/tokens";
import { judge, NotApplicable } from "./support";

describe("a resource of this package", () => {
  const types = [
    "wsc:ScanJob",
    "filesafer:NotificationConfig",
    "filesafer:ThresholdNotificationConfig",
    "filesafer:FileInspection",
  ] as const;

  it.each(resourceNames)("is known in both shells: %s", (name) => {
    for (const type of [tokenOf(definitions[name].module, name), pluginTokenOf(name)]) {
      expect(types.filter((each) => isOfType(each)({ type }))).toEqual([
        `${definitions[name].module}:${name}`,
      ]);
      expect(isOfType(...types)({ type })).toBe(true);
    }
  });

  it("is not what only ends like one", () => {
    for (const type of ["wsc:ScanJob", "other:wsc:ScanJob", "pulumi-nodejs:dynamic/other/wsc:ScanJob"])
      expect(isOfType(...types)({ type })).toBe(false);
  });

  it("is judged alike in both shells, and nothing else is", async () => {
    for (const type of ["ncloud-security:wsc:ScanJob", "pulumi-nodejs:dynamic/ncloud-security/wsc:ScanJob"])
      expect(await judge("scan-max-age", type, {})).toHaveLength(1);
    await expect(judge("scan-max-age", "filesafer:FileInspection", {})).rejects.toThrow(NotApplicable);
    await expect(judge("scan-max-age", "aws:s3/bucket:Bucket", {})).rejects.toThrow(NotApplicable);
  });
});
