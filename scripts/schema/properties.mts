import ts from "typescript";

/** The type of a property as it is written. */
export function readTypeNode(property: ts.Symbol): ts.TypeNode {
  const { valueDeclaration: declaration } = property;
  const isProperty =
    declaration && (ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration));
  if (!isProperty || declaration.type === undefined) throw new Error(`${property.name} has no written type`);
  return declaration.type;
}

export function mayBeMissing(property: ts.Symbol): boolean {
  return (property.flags & ts.SymbolFlags.Optional) !== 0 || hasUndefined(readTypeNode(property));
}

/** Also inside of an Output. */
function hasUndefined(node: ts.TypeNode): boolean {
  if (ts.isUnionTypeNode(node)) return node.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword);
  return ts.isTypeReferenceNode(node) && (node.typeArguments?.some(hasUndefined) ?? false);
}

/** A part of a union that says nothing but that there may be no value. */
export function isAbsence(node: ts.TypeNode): boolean {
  const isNull = ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword;
  return isNull || node.kind === ts.SyntaxKind.UndefinedKeyword;
}
