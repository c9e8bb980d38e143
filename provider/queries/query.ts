import type { z } from "zod";
import { Accounts, type Given } from "../accounts/account";
import { MemoryNotes } from "../accounts/run/store";
import type { Operation } from "../ncp/api/operation";
import type { Client } from "../ncp/client";
import { parseArguments } from "./parse";

/** On whose behalf a query runs. */
export interface Asker {
  /** The settings of the account, as a Provider or the stack's configuration gives them. */
  readonly given: Given;
  /** True when an argument is secret: an error then shows none of them. */
  readonly secret: boolean;
  /** Whose connections are used. Default: the program's own, which tell no other process anything. */
  readonly accounts?: Accounts;
}

const ownAccounts = new Accounts({ notes: new MemoryNotes(), log: () => {} });

/** A documented call that only reads, with the arguments that a program gives. */
export interface Query<Args, Result> {
  readonly operation: Pick<Operation, "service" | "name">;
  /** Checks the arguments, and sends the call only when all of them are right. Throws an NcloudError. */
  readonly ask: (args: Args, asker: Asker) => Promise<Result>;
}

interface QueryParts<Schema extends z.ZodType, Result> {
  readonly operation: Pick<Operation, "service" | "name">;
  readonly args: Schema;
  readonly run: (client: Client, args: z.output<Schema>) => Promise<Result>;
}

export function defineQuery<Schema extends z.ZodType, Result>({
  operation,
  args: schema,
  run,
}: QueryParts<Schema, Result>): Query<z.input<Schema>, Result> {
  return {
    operation,
    async ask(args, { given, secret, accounts = ownAccounts }) {
      const valid = parseArguments(operation, schema, args, secret);
      return run(accounts.of(given).client, valid);
    },
  };
}
