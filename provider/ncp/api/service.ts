import type { ErrorKind } from "../errors";

export const serviceNames = ["wsc", "filesafer", "securitymonitoring", "sts"] as const;

export type ServiceName = (typeof serviceNames)[number];

export type Method = "GET" | "POST" | "PUT" | "PATCH";

/** One meaning of a code that NCP answers with. */
export interface CodeMeaning {
  readonly kind: ErrorKind;
  /** The message in the documents' code table, as printed there. */
  readonly message: string;
  /** What it means, in one sentence. */
  readonly meaning: string;
  /** What the user can do, in one sentence. */
  readonly hint: string;
  /** Whether the same request may succeed a little later. */
  readonly retryable: boolean;
}

/** Codes as text: the services answer them as numbers or as strings. */
export type CodeTable = Readonly<Record<string, CodeMeaning>>;

/** What a service asks of a caller beside keys; told when the gateway refuses a call. */
export interface Requirements {
  /** The managed policies that allow its calls, in words. */
  readonly policies: string;
  /** Whether its documents ask for a key of the API Gateway. */
  readonly apiKey: boolean;
}
