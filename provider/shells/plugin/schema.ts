import { version } from "../../version";

/** Generated; taken in by the bundler, as JSON that the compiler need not look at. */
const schema: object = require("./schema.json");

/** Pulumi's schema of the package, from which the SDKs of all languages are made. */
export function readSchema(): string {
  return JSON.stringify({ ...schema, version });
}
