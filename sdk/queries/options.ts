import type * as pulumi from "@pulumi/pulumi";
import type { Provider } from "../provider";

/** Options of a query that answers with a Promise. */
export interface QueryOptions {
  /**
   * The account to ask. Default: the one in the stack's configuration (`ncloud-security:*`), else in
   * the environment, else in `~/.ncloud/configure`.
   */
  provider?: Provider;
}

/** Options of a query that answers with an Output. */
export interface QueryOutputOptions extends QueryOptions {
  /** A resource whose provider is used when `provider` is left out. */
  parent?: pulumi.Resource;
  /** Resources that must exist before the query runs. Those that its arguments come from must anyway. */
  dependsOn?: pulumi.InvokeOutputOptions["dependsOn"];
}

/** Arguments of a query, each as a value, a Promise or an Output. */
export type InputArgs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };
