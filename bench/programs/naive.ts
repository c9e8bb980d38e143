import * as crypto from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

interface Answer {
  record_data: [Record<string, unknown>];
}

/** Signs and sends one call, as a first version would. */
async function call(method: string, path: string, body?: object): Promise<Answer> {
  const {
    NCLOUD_SECURITY_ENDPOINT: endpoint = "",
    NCLOUD_ACCESS_KEY_ID: accessKey = "",
    NCLOUD_SECRET_ACCESS_KEY: secretKey = "",
  } = process.env;
  const timestamp = String(Date.now());
  const message = `${method} ${path}\n${timestamp}\n${accessKey}`;
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "x-ncp-apigw-timestamp": timestamp,
      "x-ncp-iam-access-key": accessKey,
      "x-ncp-apigw-signature-v2": crypto.createHmac("sha256", secretKey).update(message).digest("base64"),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

const provider: pulumi.dynamic.ResourceProvider = {
  async create(inputs) {
    await call("PUT", "/api/v1/job", {
      StartUrl: inputs.startUrl,
      ExcludeUrl: [],
      VulnItems: ["ALL"],
      UserAgent: "PC Chrome",
      Speed: "1",
    });
    const search = { searchType: "url", searchKeyword: inputs.startUrl, statusCode: null, limit: 1, page: 1 };
    const {
      record_data: [found],
    } = await call("POST", "/api/v1/jobs/search", search);
    const { instanceNo, status, progress, crawl_cnt, scan_cnt, result_button } = found;
    return {
      id: String(instanceNo),
      outs: { ...inputs, instanceNo, status, progress, crawl_cnt, scan_cnt, result_button },
    };
  },
  async delete(id) {
    await call("PATCH", `/api/v1/jobs/${id}/cancel`);
  },
};

/** What many write at first: a class whose code Pulumi serialises into the state of every resource. */
class Scan extends pulumi.dynamic.Resource {
  constructor(name: string, args: { startUrl: string }) {
    const outputs = { instanceNo: undefined, status: undefined, progress: undefined };
    super(provider, name, { ...outputs, ...args });
  }
}

for (let number = 0; number < Number(process.env.BENCH_SIZE); number += 1)
  new Scan(`site-${number}`, { startUrl: `https://site-${number}.example.com/` });
