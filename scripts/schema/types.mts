import ts from "typescript";
import { describe } from "./descriptions.mts";
import { describeEnum, isOpen } from "./enums.mts";
import { isAbsence, mayBeMissing, readTypeNode } from "./properties.mts";
import type { Sdk } from "./sdk.mts";
import { type EnumSpec, type ObjectSpec, type PropertySpec, type TypeSpec, tokenOf } from "./spec.mts";

interface Owner {
  readonly module: string;
  readonly name: string;
}

/** Where a type is written: it is called after that, where it has no name of its own. */
interface Place extends Owner {
  readonly description: string;
}

const plainTypes = new Map<ts.SyntaxKind, TypeSpec>([
  [ts.SyntaxKind.StringKeyword, { type: "string" }],
  [ts.SyntaxKind.LiteralType, { type: "string" }],
  [ts.SyntaxKind.BooleanKeyword, { type: "boolean" }],
  [ts.SyntaxKind.NumberKeyword, { type: "integer" }],
  [ts.SyntaxKind.UnknownKeyword, { $ref: "pulumi.json#/Any" }],
]);

/** Types of the SDK that only say which numbers they are. */
const numbers = new Map<string, TypeSpec>([["Seconds", { type: "number" }]]);

const wrappers = ["pulumi.Input", "pulumi.Output", "pulumi.Unwrap"];

/** What the SDK makes text of before it is sent. */
const sentAsText = ["Date", "pulumi.asset.FileAsset"];

/** Translates types as they are written in the SDK, and collects those that have a name in the schema. */
export class Types {
  readonly named: Record<string, ObjectSpec | EnumSpec> = {};

  readonly #sdk: Sdk;

  constructor(sdk: Sdk) {
    this.#sdk = sdk;
  }

  describeObject(properties: readonly ts.Symbol[], owner: Owner): ObjectSpec {
    return {
      type: "object",
      properties: Object.fromEntries(
        properties.map((property) => [property.name, this.#describeProperty(property, owner)]),
      ),
      required: properties.filter((property) => !mayBeMissing(property)).map(({ name }) => name),
    };
  }

  #describeProperty(property: ts.Symbol, { module, name }: Owner): PropertySpec {
    const description = describe(this.#sdk, property);
    const place = { module, name: name + capitalize(property.name), description };
    return { description, ...this.#translate(readTypeNode(property), place) };
  }

  #translate(node: ts.TypeNode, place: Place): TypeSpec {
    const plain = plainTypes.get(node.kind);
    if (plain !== undefined) return plain;
    if (ts.isArrayTypeNode(node)) return { type: "array", items: this.#translate(node.elementType, place) };
    if (ts.isUnionTypeNode(node)) return this.#translateUnion(node, place);
    if (ts.isTypeReferenceNode(node)) return this.#translateReference(node, place);
    if (ts.isTypeLiteralNode(node)) return this.#nameObject(this.#sdk.listMembers(node), place);
    throw new Error(`${place.name}: the schema has no form for ${node.getText()}`);
  }

  #translateUnion({ types }: ts.UnionTypeNode, place: Place): TypeSpec {
    const parts = types.filter((node) => !isAbsence(node) && !sentAsText.includes(node.getText()));
    const forms = parts.map((node) => this.#translate(node, place));
    const [first = {}, ...others] = new Map(forms.map((form) => [JSON.stringify(form), form])).values();
    return others.length === 0 ? first : { oneOf: [first, ...others] };
  }

  #translateReference(node: ts.TypeReferenceNode, place: Place): TypeSpec {
    const name = node.typeName.getText();
    const [first, second] = node.typeArguments ?? [];
    if (first !== undefined && wrappers.includes(name)) return this.#translate(first, place);
    if (second !== undefined && name === "Record")
      return { type: "object", additionalProperties: this.#translate(second, place) };
    const number = numbers.get(name);
    if (number !== undefined) return number;
    return this.#translateNamed(this.#sdk.lookUp(node.typeName), place);
  }

  #translateNamed(symbol: ts.Symbol, { module, ...place }: Place): TypeSpec {
    const declaration = findTypeDeclaration(symbol);
    const home = findModule(declaration) ?? module;
    const description = describe(this.#sdk, symbol);
    if (ts.isTypeAliasDeclaration(declaration)) {
      const values = describeEnum(this.#sdk, symbol);
      if (values === undefined) return this.#translate(declaration.type, { ...place, module: home });
      const form = this.#name({ module: home, name: symbol.name }, values);
      return isOpen(declaration) ? { type: "string", oneOf: [{ type: "string" }, form] } : form;
    }
    // What a program gives and what comes back are one type to the other languages.
    const name = symbol.name.replace(/Args$/, "");
    return this.#nameObject(this.#sdk.listProperties(symbol), { module: home, name, description });
  }

  #nameObject(properties: readonly ts.Symbol[], { description, ...owner }: Place): TypeSpec {
    return this.#name(owner, { description, ...this.describeObject(properties, owner) });
  }

  /** Of two with one name the first counts. */
  #name({ module, name }: Owner, type: ObjectSpec | EnumSpec): TypeSpec {
    const token = tokenOf(module, name);
    this.named[token] ??= type;
    return { $ref: `#/types/${token}` };
  }
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function findTypeDeclaration(symbol: ts.Symbol): ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  const found = symbol.declarations?.find(
    (each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each),
  );
  if (found === undefined) throw new Error(`${symbol.name} is neither an interface nor an alias`);
  return found;
}

/** The module whose folder a type is declared in; undefined for one that is no module's own. */
function findModule(declaration: ts.Declaration): string | undefined {
  return /\/sdk\/(\w+)\//.exec(declaration.getSourceFile().fileName)?.[1];
}
