import * as pulumi from "@pulumi/pulumi";
import {
  createError,
  type ErrorDetails,
  type ErrorKind,
  isNcloudError,
  type NcloudError,
} from "../../provider/ncp/errors";
import type { Query } from "./door";

type Operation = Query<never, unknown>["operation"];

/** What a query fails with: an error of the gateway, as one that Pulumi prints without a stack trace. */
class QueryError extends pulumi.RunError {
  readonly kind: ErrorKind;
  readonly summary: string;
  readonly details: Readonly<ErrorDetails>;

  constructor(error: NcloudError) {
    super(error.message);
    this.name = error.name;
    this.kind = error.kind;
    this.summary = error.summary;
    this.details = error.details;
  }
}

/** Gives a foreseen failure the name of the call, where it has none, and lets it end the program in one line. */
export async function nameFailures<T>({ service, name }: Operation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isNcloudError(error)) throw error;
    const { kind, summary, details } = error;
    throw new QueryError(createError(kind, summary, { service, operation: name, ...details }));
  }
}
