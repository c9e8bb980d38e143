import { createHmac } from "node:crypto";
import { afterEach } from "vitest";
import { z } from "zod";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";

/** Where the tests' clocks begin: 2026-03-02T00:00:00Z. */
export const start = Date.UTC(2026, 2, 2);

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulator that is closed when the test ends, with a clock that stands still unless it is advanced. */
export async function emulate(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ clock: () => start, ...options });
  running.push(emulator);
  return emulator;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, if it is a JSON object. */
  readonly body: Record<string, unknown>;
}

export interface Request {
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly headers?: Record<string, string>;
  /** Epoch milliseconds that the timestamp header says. */
  readonly at?: number;
  readonly secretKey?: string;
}

/** Signs as the documents say, by hand and apart from the client. */
export function signature(
  method: string,
  target: string,
  timestamp: number | string,
  keys: Emulator["credentials"],
): string {
  const message = `${method} ${target}\n${timestamp}\n${keys.accessKey}`;
  return createHmac("sha256", keys.secretKey).update(message).digest("base64");
}

export function signedHeaders(emulator: Emulator, method: string, target: string, request: Request = {}) {
  const { at = start, secretKey = emulator.credentials.secretKey } = request;
  return {
    "x-ncp-apigw-timestamp": String(at),
    "x-ncp-iam-access-key": emulator.credentials.accessKey,
    "x-ncp-apigw-signature-v2": signature(method, target, at, { ...emulator.credentials, secretKey }),
  };
}

/** Sends one signed call. */
export async function ask(
  emulator: Emulator,
  method: string,
  target: string,
  request: Request = {},
): Promise<Answer> {
  const json = request.json === undefined ? undefined : JSON.stringify(request.json);
  const contentType: Record<string, string> =
    json === undefined ? {} : { "content-type": "application/json" };
  const headers = { ...signedHeaders(emulator, method, target, request), ...contentType, ...request.headers };
  return answerOf(await fetch(emulator.url + target, { method, headers, body: json ?? request.body }));
}

/** Sends one control call, which needs no signature. */
export async function control(
  emulator: Emulator,
  method: string,
  path: string,
  json?: unknown,
): Promise<Answer> {
  const body = json === undefined ? undefined : JSON.stringify(json);
  return answerOf(await fetch(`${emulator.url}/_emulator/${path}`, { method, body }));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: objectIn(text) };
}

const object = z.record(z.string(), z.unknown());

function objectIn(text: string): Record<string, unknown> {
  try {
    return object.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The code of an error, in whichever envelope it came. */
export function errorCode(answer: Answer): unknown {
  const { error, returnCode } = answer.body;
  return object.safeParse(error).data?.errorCode ?? returnCode;
}

const jobList = z.looseObject({
  total_cnt: z.int(),
  record_data: z.array(
    z.looseObject({
      instanceNo: z.int(),
      start_url: z.string(),
      result_button: z.string(),
      status: z.string(),
    }),
  ),
});

export const site = "https://shop.example.com/";

export const job = { StartUrl: site, ExcludeUrl: [], VulnItems: ["ALL"], UserAgent: "PC Chrome", Speed: "1" };

export function createJob(emulator: Emulator, fields: object = {}): Promise<Answer> {
  return ask(emulator, "PUT", "/api/v1/job", { json: { ...job, ...fields } });
}

/** All jobs, newest first. */
export async function jobs(emulator: Emulator) {
  return jobList.parse((await ask(emulator, "GET", "/api/v1/jobs?limit=100&page=1")).body).record_data;
}

export async function newestJob(emulator: Emulator) {
  const [newest] = await jobs(emulator);
  if (newest === undefined) throw new Error("there is no job");
  return newest;
}

/** Creates a job and answers its number. */
export async function submitted(emulator: Emulator, fields: object = {}): Promise<number> {
  const answer = await createJob(emulator, fields);
  if (answer.status !== 200) throw new Error(answer.text);
  return (await newestJob(emulator)).instanceNo;
}
