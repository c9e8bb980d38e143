import { request } from "undici";
import { createClient } from "../../dist/provider/ncp/client/index.js";
import { createGateway } from "../../dist/provider/ncp/http/gateway.js";
import { computeSignature } from "../../dist/provider/ncp/http/signature.js";
import { resolveSettings } from "../../dist/provider/ncp/settings/settings.js";

/** Makes one call and reads its answer. */
export type Client = () => Promise<unknown>;

const path = "/api/v1/jobs/search";
const search = { searchType: "url", searchKeyword: "site", statusCode: null, limit: 100, page: 1 } as const;
const keys = { accessKey: "demo-access-key", secretKey: "demo-secret-key" };
const plain = { "content-type": "application/json", accept: "application/json" };

/** The same call, as each client makes it: this package's is signed and validated, the others' signed, undici's bare. */
export async function openClients(endpoint: string): Promise<Readonly<Record<string, Client>>> {
  const url = `${endpoint}${path}`;
  const { axios, got, ky } = await loadOthers();
  const settings: Readonly<Record<string, string>> = { ...keys, endpoint };
  const ours = createClient(
    createGateway(resolveSettings({ given: (key) => settings[key], environment: {}, file: () => undefined })),
  );
  return {
    ours: () => ours.wsc.searchJobs(search),
    undici: async () => {
      const { body } = await request(url, { method: "POST", headers: plain, body: JSON.stringify(search) });
      return body.json();
    },
    fetch: async () => {
      const answer = await fetch(url, { method: "POST", headers: sign(), body: JSON.stringify(search) });
      return answer.json();
    },
    axios: () => axios.post(url, search, { headers: sign() }),
    got: () => got.post(url, { json: search, headers: sign() }).json(),
    ky: () => ky.post(url, { json: search, headers: sign() }).json(),
  };
}

function sign(): Record<string, string> {
  const timestamp = String(Date.now());
  const signature = computeSignature({ method: "POST", target: path, timestamp, ...keys });
  return {
    ...plain,
    "x-ncp-apigw-timestamp": timestamp,
    "x-ncp-iam-access-key": keys.accessKey,
    "x-ncp-apigw-signature-v2": signature,
  };
}

interface Others {
  readonly axios: { post(url: string, body: object, options: object): Promise<unknown> };
  readonly got: { post(url: string, options: object): { json(): Promise<unknown> } };
  readonly ky: { post(url: string, options: object): { json(): Promise<unknown> } };
}

/** By names that the compiler does not look up: only `npm run bench` installs them. */
async function loadOthers(): Promise<Others> {
  const names = ["axios", "got", "ky"] as const;
  const modules = await Promise.all(names.map(async (name) => [name, (await import(name)).default]));
  return Object.fromEntries(modules);
}
