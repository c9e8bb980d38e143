import { configNamespace } from "../../dist/provider/names.js";

/** As much of Pulumi's schema of a package as this one says: https://www.pulumi.com/docs/iac/extending-pulumi/schema/ */

export interface TypeSpec {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly $ref?: string;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  readonly oneOf?: readonly TypeSpec[];
}

export interface PropertySpec extends TypeSpec {
  readonly description: string;
  readonly secret?: true;
  readonly willReplaceOnChanges?: true;
}

export type Properties = Readonly<Record<string, PropertySpec>>;

export interface ObjectSpec {
  readonly description?: string;
  readonly type: "object";
  readonly properties: Properties;
  readonly required: readonly string[];
}

export interface EnumSpec {
  readonly description: string;
  readonly type: "string" | "integer";
  readonly enum: readonly {
    readonly name: string;
    readonly value: string | number;
    readonly description: string;
  }[];
}

export interface ResourceSpec {
  readonly description: string;
  readonly inputProperties: Properties;
  readonly requiredInputs: readonly string[];
  readonly properties: Properties;
  readonly required: readonly string[];
  readonly aliases?: readonly { readonly type: string }[];
}

export interface FunctionSpec {
  readonly description: string;
  readonly inputs: ObjectSpec;
  readonly outputs: ObjectSpec;
}

/** The name of a resource, a function or a type; permanent, as states and programs hold it. */
export function tokenOf(module: string, name: string): string {
  return `${configNamespace}:${module}:${name}`;
}
