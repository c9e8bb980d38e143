// Prints how long this package takes to load in a program, and how much of three libraries came with it.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

require("@pulumi/pulumi");
const started = performance.now();
require("pulumi-ncloud-security");
const milliseconds = performance.now() - started;
const loaded = ["undici", "zod", "hono"].map((name) => [name, countModules(name)]);
console.log(JSON.stringify({ milliseconds, ...Object.fromEntries(loaded) }));

function countModules(name: string): number {
  return Object.keys(require.cache).filter((file) => file.includes(`/${name}/`)).length;
}
