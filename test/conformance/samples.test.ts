import { afterAll, describe, expect, it } from "vitest";
import type { Operation } from "../../provider/ncp/api/operation";
import { hasCode } from "../../provider/ncp/errors";
import { signature } from "../emulator/support";
import { rejection } from "../ncp/support";
import { codeTables, isRefusal, type Sample, type SampleRequest, samples } from "../samples";
import { askEmulator } from "./account";
import { callLike, operations } from "./operations";
import { asTexts, shapeDifferences } from "./shape";
import { keys, openWire, type Received } from "./wire";

const sent = new Set<Sample>();
const taken = new Set<Sample>();

afterAll(() => {
  const both = samples.filter((sample) => sent.has(sample) && taken.has(sample)).length;
  const one = samples.filter(({ replay }) => replay === "emulator").length;
  console.log(`${both} samples replayed in both directions, ${one} more to the emulator alone`);
});

const label = ({ variant, operation, shows, document }: Sample) =>
  `${variant} ${operation}: ${shows} (${document.language}, ${document.url})`;

const named = samples.map((sample) => [label(sample), sample] as const);
const fromClient = named.filter(([, { replay }]) => replay === "both");

describe("the client sends the request of the documents and reads their answer", () => {
  it.each(fromClient)("%s", async (_, sample) => {
    const { client, received } = await openWire(() => sample.response);
    const outcome = callLike(client, sample.operation, sample.request);
    await (isRefusal(sample) ? expectRefusal(sample, outcome) : expectAnswer(sample, await outcome));
    expect(received).toHaveLength(1);
    for (const request of received) await expectRequest(request, sample.request);
    sent.add(sample);
  });
});

describe("the emulator takes the request of the documents and answers as they show", () => {
  it.each(named)("%s", async (_, sample) => {
    const answer = await askEmulator(sample);
    expect(answer.status).toBe(sample.response.status);
    expect(shapeDifferences(sample.response.body, answer.body, sample.optional)).toEqual([]);
    taken.add(sample);
  });
});

describe("the samples", () => {
  const variantsOf = ({ service, path }: Operation) => {
    if (path.includes("{filter}")) return ["hashfilter", "filefilter"];
    if (path.includes("{platform}")) return ["securitymonitoring", "vsecuritymonitoring"];
    return [/^\/(hashfilter|filefilter)\//.exec(path)?.[1] ?? service];
  };
  const documented = Object.values(operations).flatMap((operation) =>
    variantsOf(operation).map((variant) => ({ name: operation.name, variant })),
  );

  it("are of every documented call, on both filters and both platforms", () => {
    expect(documented).toHaveLength(6 + 6 + 8 + 2 * 7 + 1);
    const isThere = ({ name, variant }: (typeof documented)[number]) =>
      samples.some((sample) => sample.operation === name && sample.variant === variant);
    expect(documented.filter((call) => !isThere(call))).toEqual([]);
  });

  it("come from pages in English, Japanese and Korean", () => {
    const languages = [...samples, ...codeTables].map(({ document }) => document.language);
    expect(new Set(languages)).toEqual(new Set(["en", "ja", "ko"]));
  });

  it("say what of them is inferred", () => {
    for (const [name, sample] of named) {
      expect.soft(sample.source, name).toBe(sample.inferred.length === 0 ? "documented" : "inferred");
      for (const path of sample.inferred) expect.soft(sample, name).toHaveProperty(path);
    }
  });
});

async function expectRequest(request: Received, documented: SampleRequest): Promise<void> {
  const url = new URL(request.target, "http://ncp");
  expect({ method: request.method, path: url.pathname }).toEqual({
    method: documented.method,
    path: documented.path,
  });
  expect(Object.fromEntries(url.searchParams)).toEqual(asTexts(documented.query ?? {}));
  await expectBody(request, documented);
  expectHeaders(request);
}

async function expectBody({ headers, bytes }: Received, { json, form }: SampleRequest): Promise<void> {
  const contentType = headers["content-type"] ?? "";
  if (form === undefined) {
    expect(contentType).toBe("application/json");
    expect(bytes.length === 0 ? undefined : JSON.parse(bytes.toString())).toEqual(json);
    return;
  }
  expect(contentType).toMatch(/^multipart\/form-data; boundary=/);
  const parts = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  const texts = [...parts].map(async ([name, part]) => [name, await textOf(part)] as const);
  expect(Object.fromEntries(await Promise.all(texts))).toEqual(form);
}

async function textOf(part: File | string): Promise<string> {
  return typeof part === "string" ? part : part.text();
}

/** The headers that every overview page requires, with a signature that is made here by hand. */
function expectHeaders({ method, target, headers }: Received): void {
  const timestamp = headers["x-ncp-apigw-timestamp"];
  expect(timestamp).toMatch(/^\d{13}$/);
  expect(headers).toMatchObject({
    accept: "application/json",
    "x-ncp-iam-access-key": keys.accessKey,
    "x-ncp-apigw-signature-v2": signature(method, target, String(timestamp), keys),
  });
}

function expectAnswer({ response }: Sample, answer: object): void {
  expect(asTexts(answer)).toMatchObject(asTexts(response.body));
}

async function expectRefusal({ response }: Sample, outcome: Promise<object>): Promise<void> {
  const error = await rejection(outcome);
  expect(error).toMatchObject({ details: { status: response.status } });
  expect(response.body).toMatchObject({ error: { errorCode: 901 } });
  expect(hasCode(error, "901")).toBe(true);
}
