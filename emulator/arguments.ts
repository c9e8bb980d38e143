import type { z } from "zod";
import { parseOptions } from "../cli/parseOptions";
import { pace } from "./account/settings";
import { address, hostName } from "./hosts";
import { demoCredentials, type EmulatorOptions, type Pace } from "./index";
import { checkValue } from "./problems";

export const usage = `Usage: pulumi-ncloud-security emulator [options]

NAVER Cloud's Web Security Checker, File Safer and Security Monitoring on this machine.

  --port NUMBER        port to listen on (default 4577; 0 for any free one)
  --host ADDRESS       IP address to listen on (default 127.0.0.1; 0.0.0.0 or :: for all,
                       then whoever reaches the port can use it)
  --allow-host NAME    name or address under which the controls may be called too;
                       may be given several times
  --data FILE          keep the state in this SQLite file (default: in memory)
  --credentials AK:SK  access key and secret key to accept (default: demo credentials)
  --account NAME       name of the account whose keys these are (default: emulator)
  --pace PACE          how long a job stays in a stage: instant, manual, or seconds
                       (default: what the file remembers, else instant)
  --quiet              do not write a line for each call
  --help               show this text
`;

/** What the command line asks for; undefined when it asks for help. Throws an error that is fit to be shown. */
export function parseArguments(args: readonly string[]): EmulatorOptions | undefined {
  const values = parseOptions(args, options);
  if (values.help) return undefined;
  return {
    port: parsePort(values.port),
    host: values.host === undefined ? undefined : parseText("host", address, values.host),
    allowHosts: values["allow-host"]?.map((text) => parseText("allow-host", hostName, text)),
    data: values.data,
    credentials: values.credentials === undefined ? demoCredentials : parseCredentials(values.credentials),
    account: values.account === undefined ? undefined : parseAccount(values.account),
    pace: values.pace === undefined ? undefined : parsePace(values.pace),
    quiet: values.quiet,
  };
}

const options = {
  port: { type: "string", default: "4577" },
  host: { type: "string" },
  "allow-host": { type: "string", multiple: true },
  data: { type: "string" },
  credentials: { type: "string" },
  account: { type: "string" },
  pace: { type: "string" },
  quiet: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port must be a number from 0 to 65535, not "${text}"`);
}

function parseText(option: string, schema: z.ZodType<string>, text: string): string {
  const result = checkValue(schema, text);
  if ("value" in result) return result.value;
  throw new Error(`--${option} ${result.problems}, not "${text}"`);
}

function parseCredentials(text: string): { accessKey: string; secretKey: string } {
  const [accessKey = "", ...rest] = text.split(":");
  const secretKey = rest.join(":");
  // The value is not repeated here: it may be half of a real key pair.
  if (accessKey === "" || secretKey === "") throw new Error("--credentials must be ACCESSKEY:SECRETKEY");
  return { accessKey, secretKey };
}

function parseAccount(text: string): string {
  if (text.trim() !== "") return text;
  throw new Error("--account must be a name, not an empty text");
}

function parsePace(text: string): Pace {
  const parsed = pace.safeParse(/^[\d.]+$/.test(text) ? Number(text) : text);
  if (parsed.success) return parsed.data;
  throw new Error(`--pace must be instant, manual or a number of seconds above 0, not "${text}"`);
}
