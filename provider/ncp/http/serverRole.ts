import type { Agent } from "undici";
import { z } from "zod";
import { ConfigurationError } from "../errors";
import { Secret } from "../secret";
import type { KeyPair } from "../settings/credentials";
import { openPoolIgnoringInterim } from "./interim";
import { loadUndici } from "./undici";

const rolesPath = "/latest/meta-data/iam/security-credentials/";
const requestTimeout = 3_000;
/** Bytes of an answer's body, at most; a few hundred are usual. */
const bodyLimit = 64 * 1024;
const refreshBefore = 5 * 60_000;
/** How long keys are used that do not say when they end. */
const defaultLifetime = 60 * 60_000;

interface RoleKeys {
  readonly keys: KeyPair;
  readonly expiresAt: number;
}

const answerSchema = z.object({
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  Expiration: z.string().optional(),
});

/**
 * Keys of the role of the server that this program runs on. They are fetched when first needed
 * and again shortly before they end; calls that come together share one fetch.
 */
export function openServerRoleKeys(endpoint: string, clock: () => number): () => Promise<KeyPair> {
  let current: RoleKeys | undefined;
  let pending: Promise<RoleKeys> | undefined;

  const refresh = () => {
    pending ??= fetchRoleKeys(endpoint, clock).finally(() => {
      pending = undefined;
    });
    return pending;
  };
  return async () => {
    if (current !== undefined && clock() < current.expiresAt - refreshBefore) return current.keys;
    try {
      current = await refresh();
    } catch (error) {
      // Keys that still hold outlast a short failure of the metadata service.
      if (current === undefined || clock() >= current.expiresAt) throw error;
    }
    return current.keys;
  };
}

async function fetchRoleKeys(endpoint: string, clock: () => number): Promise<RoleKeys> {
  const { Agent, buildConnector } = loadUndici();
  // Its own connection, because a proxy must never see these keys.
  const connect = buildConnector({ timeout: requestTimeout, allowH2: false });
  const agent = new Agent({ connect, factory: openPoolIgnoringInterim, maxResponseSize: bodyLimit });
  try {
    const roles = await fetchText(agent, endpoint, rolesPath);
    const role = roles.split(/\r?\n/)[0]?.trim();
    if (role === undefined || role === "") throw failure("this server has no role");
    return parseRoleKeys(await fetchText(agent, endpoint, rolesPath + encodeURIComponent(role)), clock);
  } finally {
    await agent.destroy();
  }
}

async function fetchText(agent: Agent, endpoint: string, path: string): Promise<string> {
  const { origin, pathname } = new URL(endpoint);
  const signal = AbortSignal.timeout(requestTimeout);
  const request = { origin, path: pathname.replace(/\/+$/, "") + path, method: "GET", signal } as const;
  const answer = await agent
    .request(request)
    .then(async ({ statusCode, body }) => ({ statusCode, text: await body.text() }))
    .catch(() => {
      throw failure(
        `the metadata service at ${origin} gave no whole answer of at most ${bodyLimit} bytes within ${requestTimeout / 1000} seconds`,
      );
    });
  if (answer.statusCode === 200) return answer.text;
  throw failure(`the metadata service at ${origin} answered HTTP ${answer.statusCode}`);
}

function parseRoleKeys(text: string, clock: () => number): RoleKeys {
  const parsed = answerSchema.safeParse(parseJson(text));
  if (!parsed.success) throw failure("the metadata service answered no keys");
  const { AccessKeyId, SecretAccessKey, Expiration } = parsed.data;
  const expiresAt = readExpiration(Expiration);
  const keys = {
    accessKey: new Secret(AccessKeyId),
    secretKey: new Secret(SecretAccessKey),
    from: "the server's role",
  };
  return { keys, expiresAt: Number.isNaN(expiresAt) ? clock() + defaultLifetime : expiresAt };
}

/** Dates come with "Z" or with "+0000", and the standard wants a colon in the latter. */
function readExpiration(text: string | undefined): number {
  return text === undefined ? Number.NaN : Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(what: string): ConfigurationError {
  return new ConfigurationError(`serverRole: ${what}`, {
    hint: "Run on a NAVER Cloud server that has a role, or give accessKey and secretKey instead of serverRole",
  });
}
