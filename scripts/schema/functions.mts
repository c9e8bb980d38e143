import type ts from "typescript";
import { describe, describeAtLength } from "./descriptions.mts";
import type { Sdk } from "./sdk.mts";
import type { FunctionSpec, ObjectSpec, Properties, TypeSpec } from "./spec.mts";
import type { Types } from "./types.mts";

const list: TypeSpec = { type: "array", items: { $ref: "pulumi.json#/Any" } };

/**
 * What NCP's documents call these, which the SDK leaves open as nobody has seen them: the Python SDK takes only a dict
 * where the schema leaves a part of an answer open.
 */
const documentedForms = new Map<string, TypeSpec>([
  ["Excluded_Url", { type: "string" }],
  ["Scanned_Domain_List", list],
  ["Not_Scanned_Domain_List", list],
]);

/** A query, by the form that answers at once. */
export function describeFunction(sdk: Sdk, types: Types, module: string, name: string): FunctionSpec {
  const query = sdk.find(name, module);
  const [args, result] = readSignature(sdk, query);
  const describePart = (type: ts.Symbol): ObjectSpec => ({
    description: describe(sdk, type),
    ...types.describeObject(sdk.listProperties(type), { module, name: type.name }),
  });
  const outputs = describePart(result);
  return {
    description: describeAtLength(sdk, query),
    inputs: describePart(args),
    outputs: { ...outputs, properties: applyDocumentedForms(outputs.properties) },
  };
}

function applyDocumentedForms(properties: Properties): Properties {
  const entries = Object.entries(properties).map(([name, property]) => {
    const form = documentedForms.get(name);
    return [name, form === undefined ? property : { description: property.description, ...form }];
  });
  return Object.fromEntries(entries);
}

/** The types of its arguments and of what its promise holds. */
function readSignature({ checker }: Sdk, query: ts.Symbol): [args: ts.Symbol, result: ts.Symbol] {
  const [signature] = checker.getTypeOfSymbol(query).getCallSignatures();
  const [parameter] = signature?.getParameters() ?? [];
  const args = parameter && checker.getNonNullableType(checker.getTypeOfSymbol(parameter)).getSymbol();
  const result = signature && checker.getAwaitedType(signature.getReturnType())?.getSymbol();
  if (args === undefined || result === undefined) throw new Error(`${query.name} is no query`);
  return [args, result];
}
