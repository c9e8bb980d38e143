import { join } from "node:path";
import ts from "typescript";
import { root } from "../prepare.mjs";

const door = join(root, "sdk/index.ts");

/** The public declarations of sdk/, as the compiler reads them. */
export class Sdk {
  readonly checker: ts.TypeChecker;
  readonly #door: ts.Symbol;

  constructor() {
    const program = ts.createProgram({ rootNames: [door], options: readOptions() });
    this.checker = program.getTypeChecker();
    const file = program.getSourceFile(door);
    const symbol = file && this.checker.getSymbolAtLocation(file);
    if (symbol === undefined) throw new Error(`${door} is no module`);
    this.#door = symbol;
  }

  /** What a program reaches as `security.<name>`, or as `security.<module>.<name>`. */
  find(name: string, module?: string): ts.Symbol {
    const around = module === undefined ? this.#door : this.find(module);
    const found = this.checker.getExportsOfModule(around).find((each) => each.name === name);
    if (found === undefined) throw new Error(`sdk/ exports no ${[module, name].filter(Boolean).join(".")}`);
    return this.resolve(found);
  }

  /** What a name that is imported or exported again stands for. */
  resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  /** What a name in the sources stands for. */
  lookUp(name: ts.Node): ts.Symbol {
    const symbol = this.checker.getSymbolAtLocation(name);
    if (symbol === undefined) throw new Error(`nothing is known of ${name.getText()}`);
    return this.resolve(symbol);
  }

  /** The properties of an interface or a class, inherited ones too. */
  listProperties(owner: ts.Symbol): ts.Symbol[] {
    return this.checker.getPropertiesOfType(this.checker.getDeclaredTypeOfSymbol(owner));
  }

  /** The same of an object that is written where it stands. */
  listMembers({ members }: ts.TypeLiteralNode): ts.Symbol[] {
    return members.flatMap(({ name }) => (name === undefined ? [] : [this.lookUp(name)]));
  }
}

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return { ...options, noEmit: true };
}
