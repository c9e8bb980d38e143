// loadScript.mts ENDPOINT: prints how many calls a second a server answers, sixteen at a time: a scan is created, found
// by its URL, and canceled.
import { Pool } from "undici";
import { computeSignature } from "../../dist/provider/ncp/http/signature.js";

const together = 16;
const scans = 1_000;
const keys = { accessKey: "demo-access-key", secretKey: "demo-secret-key" };

const pool = new Pool(process.argv[2] ?? "", { connections: together });

await run(200);
const started = performance.now();
await run(scans);
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ perSecond: (3 * scans) / seconds }));
process.exit();

async function run(count: number): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) await liveOnce(next++);
  };
  await Promise.all(Array.from({ length: together }, work));
}

async function liveOnce(number: number): Promise<void> {
  const url = `https://site-${number}.example.com/`;
  await call("PUT", "/api/v1/job", {
    StartUrl: url,
    ExcludeUrl: [],
    VulnItems: ["ALL"],
    UserAgent: "PC Chrome",
    Speed: "1",
    Memo: "",
  });
  const search = { searchType: "url", searchKeyword: url, statusCode: null, limit: 20, page: 1 };
  const found = await call("POST", "/api/v1/jobs/search", search);
  const [{ instanceNo, instance_no } = {}] = (found as { record_data: Record<string, number>[] }).record_data;
  await call("PATCH", `/api/v1/jobs/${instanceNo ?? instance_no}/cancel`);
}

async function call(method: "PUT" | "POST" | "PATCH", path: string, fields?: object): Promise<unknown> {
  const timestamp = String(Date.now());
  const { statusCode, body } = await pool.request({
    method,
    path,
    headers: {
      "content-type": "application/json",
      "x-ncp-apigw-timestamp": timestamp,
      "x-ncp-iam-access-key": keys.accessKey,
      "x-ncp-apigw-signature-v2": computeSignature({ method, target: path, timestamp, ...keys }),
    },
    body: fields === undefined ? undefined : JSON.stringify(fields),
  });
  if (statusCode !== 200) throw new Error(`${method} ${path}: ${await body.text()}`);
  return body.json();
}
