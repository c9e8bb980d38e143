import ts from "typescript";
import { describe, expect, it } from "vitest";
import { writeImportFile } from "../../cli/discover/importFile";
import { writeProgram } from "../../cli/discover/program";
import { writeText } from "../../cli/discover/typescript";
import { completed, discover, discoverJobs, openAccount } from "./support";

/** What a text is to the compiler, which is given nothing else. */
function readText(code: string): string | undefined {
  const source = ts.createSourceFile("text.ts", code, ts.ScriptTarget.Latest);
  const [statement, ...others] = source.statements;
  if (statement === undefined || others.length > 0 || !ts.isExpressionStatement(statement)) return undefined;
  return ts.isStringLiteral(statement.expression) ? statement.expression.text : undefined;
}

describe("the program that discover writes", () => {
  it("has the settings and scans, as somebody would write them", async () => {
    const emulator = await openAccount();
    emulator.seed({
      notifications: { filefilter: "MAL" },
      thresholds: {
        filefilter: [
          { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 },
          { notificationType: "ERR", referenceTime: 30, thresholdValue: 100 },
        ],
      },
      jobs: [
        { startUrl: "https://shop.example.com/", statusCode: completed, memo: "*/ `hidden` \u2028" },
        { startUrl: "https://api.example.com/?token=hidden", statusCode: completed },
      ],
    });
    const { resources } = await discover(emulator);
    expect(writeProgram(resources)).toBe(`import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const config = new pulumi.Config();

new security.filesafer.NotificationConfig("hash-notifications", {
  filter: "hash",
  notificationType: "OFF",
});

new security.filesafer.NotificationConfig("file-notifications", {
  filter: "file",
  notificationType: "MAL",
});

new security.filesafer.ThresholdNotificationConfig("file-thresholds", {
  filter: "file",
  thresholds: [
    { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 },
    { notificationType: "ERR", referenceTime: 30, thresholdValue: 100 },
  ],
});

// NCP does not list what else a scan was asked for. Give headers, excludeUrls, vulnerabilityItems, userAgent and
// speed before the first \`pulumi up\`, which adopts these scans and starts none: a later change of some of them is a
// new scan, which is billed.
new security.wsc.ScanJob("api.example.com", {
  startUrl: config.requireSecret("startUrl1234567002"),
  adopt: 1234567002,
});

new security.wsc.ScanJob("shop.example.com", {
  startUrl: "https://shop.example.com/",
  adopt: 1234567001,
});
`);
  });

  it("asks for no configuration where it needs none", async () => {
    const { resources } = await discoverJobs({
      startUrl: "https://shop.example.com/",
      statusCode: completed,
    });
    expect(writeProgram(resources)).not.toContain("config");
  });

  it.each([
    '"',
    "'",
    "\\",
    "\\u2028",
    "`",
    "*/",
    "\n",
    "\r",
    "\u2028\u2029",
    "\u202e\u200b\u0000\u007f",
    "\ud83d\ude00",
    "\ud83d",
    "쇼핑",
  ])("holds the text %j as it is, in ASCII", (text) => {
    const code = writeText(text);
    expect(code).toMatch(/^[\x20-\x7e]*$/);
    expect(readText(code)).toBe(text);
  });

  it("holds no URL as code, whatever it is made of", async () => {
    const startUrl = 'https://shop.example.com/"});process.exit(1);//\u2028`1`\\';
    const { resources } = await discoverJobs({ startUrl, statusCode: completed });
    const source = ts.createSourceFile("index.ts", writeProgram(resources), ts.ScriptTarget.Latest);
    expect(source.statements).toHaveLength(2);
  });
});

describe("the import file", () => {
  it("names the same resources by their ids, for pulumi import --file", async () => {
    const emulator = await openAccount();
    const threshold = { notificationType: "MAL", referenceTime: 10, thresholdValue: 5 } as const;
    emulator.seed({
      thresholds: { hashfilter: [threshold] },
      jobs: [{ startUrl: "https://shop.example.com/", statusCode: completed }],
    });
    const { resources } = await discover(emulator);
    expect(JSON.parse(writeImportFile(resources))).toEqual({
      resources: [
        { type: "ncloud-security:filesafer:NotificationConfig", name: "hash-notifications", id: "hash" },
        {
          type: "ncloud-security:filesafer:ThresholdNotificationConfig",
          name: "hash-thresholds",
          id: "hash",
        },
        { type: "ncloud-security:filesafer:NotificationConfig", name: "file-notifications", id: "file" },
        { type: "ncloud-security:wsc:ScanJob", name: "shop.example.com", id: "1234567001" },
      ],
    });
  });
});
