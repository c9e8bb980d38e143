import type { CodeTable, Method, Requirements, ServiceName } from "../api/service";

export type Body = { readonly json: unknown } | { readonly form: FormData };

/** One call, complete but for host, credentials and signature. */
export interface GatewayRequest {
  readonly service: ServiceName;
  /** The API's own name, used in errors: "createJob". */
  readonly operation: string;
  readonly method: Method;
  /** The path on the service's host, already percent-encoded: "/api/v1/jobs/7/cancel". */
  readonly path: string;
  /** Entries that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: Body;
  /**
   * True when doing it twice equals doing it once. Only then is it sent again after a lost
   * connection or HTTP 500, 502, 503 or 504. (A 429, and a connection that was never made, are
   * always safe to repeat.)
   */
  readonly repeatable: boolean;
  /** Secrets in the body: no error message shows them, should the answer repeat them. */
  readonly secrets?: readonly string[];
  /** The service's own codes; the gateway knows only its own. */
  readonly codes: CodeTable;
  readonly requires?: Requirements;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Texts at any depth that no error shows, beside the fields that always are secret. */
  secrets?: readonly unknown[];
}

/** A signed door to NCP. Answers the parsed JSON body of a success, and throws an NcloudError otherwise. */
export interface Gateway {
  send(request: GatewayRequest, options?: CallOptions): Promise<unknown>;
  /** Ends idle connections, so that a program may exit at once. */
  close(): Promise<void>;
}
