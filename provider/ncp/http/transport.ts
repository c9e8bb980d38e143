import type { Dispatcher } from "undici";
import { version } from "../../version";
import type { Method } from "../api/service";
import type { TimeoutSettings } from "../settings/settings";
import { AnswerCollector, type RawAnswer } from "./collector";
import { hasProxy, openDispatcher } from "./dispatcher";
import { explainDeadline, explainTransport, type Progress } from "./transportErrors";

/** One HTTP request, ready to be sent as it is. */
export interface Exchange {
  readonly origin: string;
  /** Path and query, raw. */
  readonly target: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
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
      const progress: Progress = { begun: false };
      const collector = new AnswerCollector(bodyLimit, progress);
      const obey = () => collector.giveUp(signal?.reason);
      const miss = () => collector.giveUp(explainDeadline(origin, timeouts.request, progress));
      const deadline = setTimeout(miss, timeouts.request * 1000);
      signal?.addEventListener("abort", obey);
      try {
        signal?.throwIfAborted();
        const request = { origin, path: target, method, headers: { ...commonHeaders, ...headers }, body };
        open().dispatch(request, collector);
        return await collector.answer;
      } catch (error) {
        throw explainTransport(error, origin, progress);
      } finally {
        clearTimeout(deadline);
        signal?.removeEventListener("abort", obey);
      }
    },
  };
}
