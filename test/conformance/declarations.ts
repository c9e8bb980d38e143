import { relative, sep } from "node:path";
import ts from "typescript";

/** A declaration that others can see. */
export interface Declared {
  /** As in `wsc.ScanJob.riskCounts`. */
  readonly name: string;
  /** As in `sdk/wsc/scanJob.ts:140`. */
  readonly place: string;
  /** What editors show for it; empty where nothing is written. */
  readonly text: string;
}

/** One program of the files at `paths` and of all that they import. */
export function programOf(root: string, paths: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram({
    rootNames: paths.map((path) => `${root}/${path}`),
    options: { ...options, noEmit: true },
  });
}

/** All that the files at `paths` export, and all that its types lead to inside of `root`. */
export function declarationsOf(program: ts.Program, root: string, paths: readonly string[]): Declared[] {
  const walk = new Walk(program.getTypeChecker(), root);
  for (const path of paths) walk.file(program.getSourceFile(`${root}/${path}`));
  return walk.found();
}

/** Wrappers whose own members are another package's affair: what they hold counts. */
const wrapper = /\/node_modules\/(?:@pulumi|typescript)\//;

class Walk {
  readonly #checker: ts.TypeChecker;
  readonly #root: string;
  readonly #declared = new Map<ts.Declaration, Declared>();
  readonly #types = new Set<ts.Type>();

  constructor(checker: ts.TypeChecker, root: string) {
    this.#checker = checker;
    this.#root = root;
  }

  found(): Declared[] {
    const all = [...this.#declared.values()];
    return all.sort((a, b) => a.place.localeCompare(b.place, "en", { numeric: true }));
  }

  file(file: ts.SourceFile | undefined): void {
    const module = file && this.#checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error("there is no such module in the program");
    this.#exports(module, "");
  }

  #exports(module: ts.Symbol, prefix: string): void {
    for (const exported of this.#checker.getExportsOfModule(module)) this.#export(exported, prefix);
  }

  #export(exported: ts.Symbol, prefix: string): void {
    const symbol = this.#resolved(exported);
    const name = prefix + exported.name;
    if (symbol.flags & ts.SymbolFlags.Module) {
      this.#exports(symbol, `${name}.`);
      return;
    }
    if (this.#note(symbol, name)) this.#meanings(symbol, name, exported);
  }

  /** A name may stand for a type and for a value; of a class that is exported as a type only the instances are seen. */
  #meanings(symbol: ts.Symbol, name: string, exported: ts.Symbol): void {
    if (symbol.flags & ts.SymbolFlags.Type)
      this.#members(this.#checker.getDeclaredTypeOfSymbol(symbol), name);
    const isValue = symbol.flags & ts.SymbolFlags.Value && !exported.declarations?.some(isTypeOnly);
    if (isValue) this.#members(this.#checker.getTypeOfSymbol(symbol), name);
  }

  #resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** False for what is none of ours, and for what is only public to this package. */
  #note(symbol: ts.Symbol, name: string): boolean {
    const declaration = symbol.declarations?.find((each) => this.#isOurs(each));
    if (declaration === undefined || isHidden(symbol, declaration)) return false;
    if (this.#declared.has(declaration)) return true;
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).trim();
    this.#declared.set(declaration, { name, place: this.#placeOf(declaration), text });
    return true;
  }

  #isOurs(declaration: ts.Declaration): boolean {
    const { fileName } = declaration.getSourceFile();
    return fileName.startsWith(`${this.#root}/`) && !fileName.includes("/node_modules/");
  }

  #placeOf(declaration: ts.Declaration): string {
    const file = declaration.getSourceFile();
    const start = (ts.getNameOfDeclaration(declaration) ?? declaration).getStart(file);
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${relative(this.#root, file.fileName).split(sep).join("/")}:${line + 1}`;
  }

  /** Follows a type, wherever it stands, to what it is made of. */
  #follow(type: ts.Type, name: string): void {
    const { aliasSymbol: alias, aliasTypeArguments = [] } = type;
    for (const argument of aliasTypeArguments) this.#follow(argument, name);
    if (alias?.declarations?.some((each) => wrapper.test(each.getSourceFile().fileName))) return;
    if (alias !== undefined && this.#note(alias, alias.name)) this.#members(type, alias.name);
    else if (type.isUnionOrIntersection()) for (const part of type.types) this.#follow(part, name);
    else if (type.flags & ts.TypeFlags.Object) this.#object(type, name);
  }

  #object(type: ts.Type, name: string): void {
    if (isReference(type))
      for (const argument of this.#checker.getTypeArguments(type)) this.#follow(argument, name);
    const { symbol } = type;
    if (!isNamed(symbol)) this.#members(type, name);
    else if (this.#note(symbol, symbol.name)) this.#members(type, symbol.name);
  }

  #members(type: ts.Type, name: string): void {
    if (this.#types.has(type)) return;
    this.#types.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) this.#follow(part, name);
    if (!(type.flags & ts.TypeFlags.Object)) return;
    for (const property of this.#checker.getPropertiesOfType(type))
      this.#member(property, `${name}.${this.#checker.symbolToString(property)}`);
    for (const signature of type.getCallSignatures()) this.#signature(signature, name);
    for (const signature of type.getConstructSignatures()) this.#signature(signature, name);
    for (const { type: value } of this.#checker.getIndexInfosOfType(type)) this.#follow(value, name);
  }

  #member(property: ts.Symbol, name: string): void {
    if (this.#note(property, name)) this.#follow(this.#checker.getTypeOfSymbol(property), name);
  }

  #signature(signature: ts.Signature, name: string): void {
    if (signature.getJsDocTags().some(isInternal)) return;
    for (const parameter of signature.getParameters())
      this.#follow(this.#checker.getTypeOfSymbol(parameter), name);
    this.#follow(signature.getReturnType(), name);
  }
}

function isTypeOnly(declaration: ts.Declaration): boolean {
  return (
    ts.isExportSpecifier(declaration) && (declaration.isTypeOnly || declaration.parent.parent.isTypeOnly)
  );
}

function isHidden(symbol: ts.Symbol, declaration: ts.Declaration): boolean {
  const isPrivate = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0;
  const name = ts.getNameOfDeclaration(declaration);
  const isHash = name !== undefined && ts.isPrivateIdentifier(name);
  return isPrivate || isHash || symbol.getJsDocTags(undefined).some(isInternal);
}

function isInternal({ name }: ts.JSDocTagInfo): boolean {
  return name === "internal";
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return "objectFlags" in type && (Number(type.objectFlags) & ts.ObjectFlags.Reference) !== 0;
}

/** Other objects are written out where they stand. */
function isNamed(symbol: ts.Symbol | undefined): symbol is ts.Symbol {
  return symbol !== undefined && (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0;
}
