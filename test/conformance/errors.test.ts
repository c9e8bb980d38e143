import { describe, expect, it } from "vitest";
import { gatewayCodes as emulatedCodes } from "../../emulator/refusals";
import { fileSaferOperations } from "../../provider/ncp/api/filesafer/operations";
import { gatewayCodes } from "../../provider/ncp/api/gatewayCodes";
import type { Operation } from "../../provider/ncp/api/operation";
import { securityMonitoringOperations } from "../../provider/ncp/api/securitymonitoring/operations";
import type { CodeMeaning, CodeTable, ServiceName } from "../../provider/ncp/api/service";
import { serviceNames } from "../../provider/ncp/api/service";
import { stsOperations } from "../../provider/ncp/api/sts/operations";
import { wscOperations } from "../../provider/ncp/api/wsc/operations";
import { isNcloudError, type NcloudError } from "../../provider/ncp/errors";
import { rejection } from "../ncp/support";
import { codeTables, isRefusal, samples, samplesOf } from "../samples";
import { callLike, operations } from "./operations";
import { openWire, type Reply } from "./wire";

const classNames = {
  configuration: "ConfigurationError",
  authentication: "AuthenticationError",
  permission: "PermissionError",
  throttled: "ThrottledError",
  notFound: "NotFoundError",
  invalidInput: "InvalidInputError",
  conflict: "ConflictError",
  service: "ServiceError",
  transport: "TransportError",
} as const satisfies Record<CodeMeaning["kind"], string>;

/** A body that says no, in one of NCP's ways. */
type Envelope = (code: string, message: string) => unknown;

/** Ways in which the gateway is documented to say no, or was seen to. */
const gatewayEnvelopes: Record<string, Envelope> = {
  "error with a number": (code, message) => ({ error: { errorCode: Number(code), message } }),
  "error with text": (code, message) => ({ error: { errorCode: code, message } }),
  "error with details": (code, message) => ({ error: { errorCode: code, message, details: "Why." } }),
  "a bare errorCode": (code, message) => ({ errorCode: code, message }),
  responseError: (code, message) => ({ responseError: { returnCode: code, returnMessage: message } }),
  "XML error": (code, message) =>
    `<?xml version="1.0"?><error><errorCode>${code}</errorCode><message>${message}</message></error>`,
  "XML responseError": (code, message) =>
    `<responseError><returnCode>${code}</returnCode><returnMessage>${message}</returnMessage></responseError>`,
};

/** Ways in which a service says no; each is documented for one of them and may come from any. */
const serviceEnvelopes: Record<string, Envelope> = {
  ...gatewayEnvelopes,
  "returnCode as text": (code, message) => ({ returnCode: code, returnMessage: message }),
  "returnCode as a number": (code, message) => ({ returnCode: Number(code), returnMessage: message }),
  returnDesc: (code, message) => ({ returnCode: code, returnDesc: message, resources: null }),
};

/** Any call of a service: the codes are the same for all of its calls. */
const services: Record<ServiceName, Operation> = {
  wsc: wscOperations.getJobs,
  filesafer: fileSaferOperations.getNotiConfig,
  securitymonitoring: securityMonitoringOperations.getWAFList,
  sts: stsOperations.getCallerIdentity,
};

async function errorsOf(name: string, replies: readonly Reply[]): Promise<NcloudError[]> {
  const waiting = [...replies];
  const { client } = await openWire(() => waiting.shift() ?? { status: 500, body: "no more replies" });
  const [{ request }] = samplesOf(name);
  const errors: NcloudError[] = [];
  for (const reply of replies) {
    const error = await rejection(callLike(client, name, request));
    if (!isNcloudError(error))
      throw new Error(`${JSON.stringify(reply)} was no NcloudError`, { cause: error });
    errors.push(error);
  }
  return errors;
}

async function expectMeaning(
  { service, name }: Operation,
  code: string,
  { kind, message, hint, retryable }: CodeMeaning,
  envelopes: Record<string, Envelope>,
): Promise<void> {
  const bodies = Object.values(envelopes).map((envelope) => envelope(code, message));
  const replies = [200, 400].flatMap((status) => bodies.map((body) => ({ status, body })));
  const errors = await errorsOf(name, replies);
  expect(errors).toHaveLength(replies.length);
  for (const [index, error] of errors.entries()) {
    const reply = replies[index];
    expect(error, JSON.stringify(reply)).toMatchObject({
      name: classNames[kind],
      kind,
      summary: expect.stringContaining(message),
      details: { service, operation: name, code, retryable, status: reply?.status },
    });
    expect(error.details.hint).toContain(hint);
  }
}

describe.each(Object.values(services))("$service: an error", (operation) => {
  it.each(Object.entries(gatewayCodes))(
    "of the gateway means what the table says, in every envelope: %s",
    (code, meaning) => expectMeaning(operation, code, meaning, gatewayEnvelopes),
  );

  it.each(Object.entries(operation.codes))(
    "of the service means what the table says, in every envelope: %s",
    (code, meaning) => expectMeaning(operation, code, meaning, serviceEnvelopes),
  );

  it.each(Object.keys(gatewayCodes))(
    "that the service gives as returnCode is not the gateway's: %s",
    async (code) => {
      const [error] = await errorsOf(operation.name, [{ status: 200, body: { returnCode: code } }]);
      expect([error?.kind, error?.details.code, error?.details.hint]).toEqual(["service", code, undefined]);
    },
  );
});

it("the code for symbols in a login's ID and password, which the API does not take, blames no argument", () => {
  expect(wscOperations.createJob.codes["160332"]?.hint).not.toMatch(/memo|header|symbol/);
});

describe("the tables of the overview pages", () => {
  it.each(codeTables)(
    "are known by code and message: $service, $document.url",
    ({ service, gateway, own }) => {
      const messages = (table: CodeTable, rows: typeof own) => rows.map(({ code }) => table[code]?.message);
      const failures = own.filter(({ code }) => code !== "0");
      expect(messages(services[service].codes, failures)).toEqual(failures.map(({ message }) => message));
      expect(messages(gatewayCodes, gateway)).toEqual(gateway.map(({ message }) => message));
    },
  );

  const tabled = new Set(codeTables.map(({ service }) => service));

  it.each([...tabled])("name every code that is known of %s", (service) => {
    const pages = codeTables.filter((table) => table.service === service);
    const own = new Set(pages.flatMap((page) => page.own).map(({ code }) => code));
    const gateway = new Set(pages.flatMap((page) => page.gateway).map(({ code }) => code));
    expect(Object.keys(services[service].codes).filter((code) => !own.has(code))).toEqual([]);
    expect(Object.keys(gatewayCodes).filter((code) => !gateway.has(code))).toEqual([]);
  });

  it("are not known of a service without codes of its own alone", () => {
    const codeless = serviceNames.filter((service) => Object.keys(services[service].codes).length === 0);
    expect(codeless).toEqual(serviceNames.filter((service) => !tabled.has(service)));
  });

  it("give the emulator's gateway its statuses and messages", () => {
    for (const { gateway } of codeTables.filter((table) => table.gateway.length > 0)) {
      const rows = gateway.map(({ code, status, message }) => [code, { status, message }]);
      expect(Object.fromEntries(rows)).toEqual(emulatedCodes);
    }
  });
});

/** Statuses and the kind of an error that says nothing else; a 404 may come from anything on the way. */
const kindOfStatus = [
  [200, "service"],
  [400, "invalidInput"],
  [401, "authentication"],
  [403, "permission"],
  [404, "service"],
  [429, "throttled"],
  [500, "service"],
  [503, "service"],
] as const;

/** The last two say something, but not to the end. */
const wordless = [
  "",
  " \n",
  "<html><head><title>404 Not Found</title></head><body>nginx</body></html>",
  "<Message><status>404</status></Message>",
  "OK",
  "null",
  "[]",
  '"success"',
  '{"error":{"errorCode":300,"message":"Not Found Exc',
  '{"returnCode":"0","returnMessage":"success"',
];

describe.each(Object.keys(operations))("%s", (name) => {
  it.each(kindOfStatus)("takes a body without words in HTTP %i for a failure: %s", async (status, kind) => {
    const errors = await errorsOf(
      name,
      wordless.map((body) => ({ status, body })),
    );
    for (const { kind: found, details } of errors) {
      expect([found, details.status, details.code]).toEqual([kind, status, undefined]);
    }
  });

  it("takes no part of its documented answer for the whole", async () => {
    const complete = samples.filter((sample) => sample.operation === name && !isRefusal(sample));
    const parts = complete.flatMap(({ response }) => cuts(JSON.stringify(response.body)));
    const errors = await errorsOf(
      name,
      parts.map((body) => ({ status: 200, body })),
    );
    expect(errors.length).toBeGreaterThan(10);
    for (const error of errors) expect(error.kind).toBe("service");
  });
});

/** A text broken off at some places, the last one before its end. */
function cuts(text: string): string[] {
  const count = 12;
  const places = Array.from({ length: count }, (_, index) => Math.floor((text.length * (index + 1)) / count));
  return places.map((place) => text.slice(0, Math.min(place, text.length - 1)));
}
