import type { z } from "zod";
import type { Operation } from "../../provider/ncp/api/operation";
import type { Context } from "../account/context";

/** What carries an operation out for the owner of an access key: the answer's body, or a thrown refusal. */
export type Handler<Input> = (ctx: Context, input: Input, accessKey: string) => object | Promise<object>;

/** Operations by name, with the names known. */
export type OperationTable<Table> = { readonly [Name in keyof Table]: Operation };

/** A handler for each operation of a service's table. */
export type Handlers<Table extends OperationTable<Table>> = {
  readonly [Name in keyof Table]: Handler<z.output<Table[Name]["input"]>>;
};
