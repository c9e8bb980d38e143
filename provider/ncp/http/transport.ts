import type { Dispatcher } from "undici";
import { version } from "../../version";
import type { Method } from "../api/service";
import { ServiceError } from "../errors";
import type { TimeoutSettings } from "../settings/settings";
import { hasProxy, noteProgress, openDispatcher } from "./dispatcher";
import { explainDeadline, explainTransport, type Progress } from "./transportErrors";

/** One HTTP request, ready to be sent as it is. */
export interface Exchange {
  readonly origin: string;
  /** Path and query, raw. */
  readonly target: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal;
}

/** A whole HTTP answer, not yet judged. */
export interface RawAnswer {
  readonly status: number;
  /** By lower-case name; of a repeated header, the first. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * Sends one request once, and reads the whole answer. Throws a TransportError if there is none,
 * also after an abort: the retry loop, which asks the signal anyway, gives the signal's reason instead.
 */
export interface Transport {
  exchange(exchange: Exchange): Promise<RawAnswer>;
  close(): Promise<void>;
}

export interface TransportSettings {
  readonly timeouts: TimeoutSettings;
  /** Bytes of an answer's body, at most. */
  readonly bodyLimit: number;
}

const commonHeaders = {
  // NCP answers XML where JSON is not asked for.
  accept: "application/json",
  "user-agent": `pulumi-ncloud-security/${version} node/${process.versions.node}`,
};

/** A pool of connections, through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name. */
export function createTransport({ timeouts, bodyLimit }: TransportSettings): Transport {
  let opened: Dispatcher | undefined;
  const open = () => {
    opened ??= openDispatcher(timeouts);
    return opened;
  };
  // Otherwise the first call is early enough.
  if (hasProxy(process.env)) open();
  return {
    close: async () => opened?.close(),
    async exchange({ origin, target, method, headers, body, signal }) {
      const deadline = AbortSignal.timeout(timeouts.request * 1000);
      const ending = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
      const progress: Progress = { begun: false };
      try {
        const asked = open()
          .compose(noteProgress(progress))
          .request({
            origin,
            path: target,
            method,
            headers: { ...commonHeaders, ...headers },
            body,
            signal: ending,
          });
        const answer = await raceSignal(ending, asked);
        return {
          status: answer.statusCode,
          headers: pickFirstValues(answer.headers),
          body: await read(answer.body, bodyLimit),
        };
      } catch (error) {
        throw deadline.aborted
          ? explainDeadline(origin, timeouts.request, progress)
          : explainTransport(error, origin, progress);
      }
    },
  };
}

/** undici itself ends a request only once it has a connection. */
async function raceSignal<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const end = Promise.withResolvers<never>();
  const reject = () => end.reject(signal.reason);
  signal.addEventListener("abort", reject, { once: true });
  if (signal.aborted) reject();
  try {
    return await Promise.race([work, end.promise]);
  } finally {
    signal.removeEventListener("abort", reject);
  }
}

async function read(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted here and not by undici, which does not count what comes through a plain http proxy.
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit)
      throw new ServiceError(`the answer is larger than ${limit} bytes, which is the most that is read`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function pickFirstValues(headers: Record<string, string | string[] | undefined>): RawAnswer["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
