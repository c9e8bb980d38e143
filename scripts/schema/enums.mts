import ts from "typescript";
import { describe } from "./descriptions.mts";
import type { Sdk } from "./sdk.mts";
import type { EnumSpec } from "./spec.mts";

type Value = EnumSpec["enum"][number];

/** The values of a type that has a constant of the same name, in which each of them is named; undefined for any other. */
export function describeEnum(sdk: Sdk, symbol: ts.Symbol): EnumSpec | undefined {
  if ((symbol.flags & ts.SymbolFlags.Variable) === 0) return undefined;
  const members = sdk.checker.getPropertiesOfType(sdk.checker.getTypeOfSymbol(symbol));
  const values = members.map((member) => describeValue(sdk, member));
  const type = values.every(({ value }) => typeof value === "number") ? "integer" : "string";
  return { description: describe(sdk, symbol), type, enum: values };
}

function describeValue(sdk: Sdk, member: ts.Symbol): Value {
  const type = sdk.checker.getTypeOfSymbol(member);
  if (!type.isStringLiteral() && !type.isNumberLiteral()) throw new Error(`${member.name} is no constant`);
  return { name: member.name, value: type.value, description: describe(sdk, member) };
}

/** True where a type takes more than the values of its constant. */
export function isOpen({ type }: ts.TypeAliasDeclaration): boolean {
  return ts.isUnionTypeNode(type);
}
