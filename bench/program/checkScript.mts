// Prints how much of undici a first check of a ScanJob loads in the provider process.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const { ScanJob } = require("pulumi-ncloud-security/runtime");
await ScanJob.configure({ config: { get: () => undefined } });
await ScanJob.check({}, { startUrl: "https://site.example.com/" });
const files = Object.keys(require.cache).filter((file) => file.includes("/undici/"));
console.log(JSON.stringify({ undici: files.length }));
