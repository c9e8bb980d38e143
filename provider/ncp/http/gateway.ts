import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceName } from "../api/service";
import { createError, isNcloudError } from "../errors";
import { Secret } from "../secret";
import type { Credentials, KeyPair, KeySource } from "../settings/credentials";
import { type Endpoint, findEndpoint } from "../settings/endpoints";
import type { Settings } from "../settings/settings";
import { judgeAnswer } from "./answer";
import { type EncodedBody, encodeBody } from "./body";
import { RequestPacer, type TimeAndChance } from "./pace";
import type { Gateway, GatewayRequest } from "./request";
import { retry } from "./retry";
import { openServerRoleKeys } from "./serverRole";
import { computeSignature } from "./signature";
import { buildTarget } from "./target";
import { createTransport, type Transport } from "./transport";

/** What a gateway takes from outside; each has a default that is right outside of tests. */
export interface GatewayParts extends TimeAndChance {
  /** Bytes of an answer's body, at most. Default 16 MiB. */
  readonly bodyLimit: number;
  /** Where the keys come from, if somebody else needs them as well. Default: the settings' own. */
  readonly keys?: KeySource;
}

const defaultParts: GatewayParts = {
  clock: Date.now,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  random: Math.random,
  bodyLimit: 16 * 1024 * 1024,
};

/**
 * Opens a signed door to NCP. One gateway holds one pool of connections: make one and share it.
 *
 * @throws ConfigurationError if the environment names a proxy that is not a URL.
 * @example
 * const gateway = createGateway(resolveSettings(sources));
 */
export function createGateway(settings: Settings, parts: Partial<GatewayParts> = {}): Gateway {
  const all = { ...defaultParts, ...parts };
  const transport = createTransport({ timeouts: settings.timeouts, bodyLimit: all.bodyLimit });
  const pace = new RequestPacer(all, settings.retry.budget * 1000);
  const endpoints: Partial<Record<ServiceName, Endpoint>> = {};
  const keys = all.keys ?? openKeySource(settings.credentials, all.clock);
  return {
    async send(request, { signal } = {}) {
      const { service } = request;
      endpoints[service] ??= findEndpoint(service, settings.site, settings.endpoints);
      const endpoint = endpoints[service];
      const body = await encodeBody(request.body);
      const attempt = async () => {
        try {
          const call: Call = { request, endpoint, body, signal, keys: await keys(), apiKey: settings.apiKey };
          return await tryOnce(call, transport, all.clock);
        } catch (error) {
          throw nameCall(error, request);
        }
      };
      const policy = { ...all, pace, settings: settings.retry, repeatable: request.repeatable, signal };
      return retry(attempt, policy);
    },
    close: () => transport.close(),
  };
}

const signatureHeader = "x-ncp-apigw-signature-v2";

interface Call {
  readonly request: GatewayRequest;
  readonly endpoint: Endpoint;
  readonly body: EncodedBody;
  readonly keys: KeyPair;
  readonly apiKey?: Secret;
  readonly signal?: AbortSignal;
}

/** Signs anew, because the time is part of the signature, sends, and judges the answer. */
async function tryOnce(call: Call, transport: Transport, clock: () => number): Promise<unknown> {
  const { request, endpoint, body, keys, apiKey, signal } = call;
  const target = buildTarget(endpoint.basePath, request);
  const headers = signHeaders(call, target, clock());
  const exchange = {
    origin: endpoint.origin,
    target,
    method: request.method,
    headers,
    body: body.content,
    signal,
  };
  const answer = await transport.exchange(exchange);
  const secrets = [keys.accessKey, keys.secretKey, ...(apiKey === undefined ? [] : [apiKey])];
  const sent = [headers[signatureHeader] ?? "", ...(request.secrets ?? [])].map((text) => new Secret(text));
  return judgeAnswer(answer, {
    request,
    now: clock(),
    secrets: [...secrets, ...sent],
    keysFrom: keys.from,
    hasApiKey: apiKey !== undefined,
  });
}

function signHeaders(
  { request, body, keys, apiKey }: Call,
  target: string,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now));
  const accessKey = keys.accessKey.reveal();
  const secretKey = keys.secretKey.reveal();
  return {
    "content-type": body.contentType,
    "x-ncp-apigw-timestamp": timestamp,
    "x-ncp-iam-access-key": accessKey,
    [signatureHeader]: computeSignature({ method: request.method, target, timestamp, accessKey, secretKey }),
    ...(apiKey === undefined ? {} : { "x-ncp-apigw-api-key": apiKey.reveal() }),
  };
}

/** Answers the keys of each moment: those of a server's role are renewed from time to time. */
export function openKeySource(credentials: Credentials, clock: () => number): KeySource {
  if (credentials.kind === "serverRole") return openServerRoleKeys(credentials.endpoint, clock);
  return async () => credentials.keys;
}

/** Adds the name of the call to an error from below, which does not know it. */
function nameCall(error: unknown, { service, operation }: GatewayRequest): unknown {
  if (!isNcloudError(error) || error.details.service !== undefined) return error;
  return createError(error.kind, error.summary, { ...error.details, service, operation });
}
