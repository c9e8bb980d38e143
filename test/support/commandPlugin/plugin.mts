// What @pulumi/command's own plugin does for a `local.Command`, which has to be fetched from the internet.
import { execFileSync } from "node:child_process";
import { main, type Provider } from "@pulumi/pulumi/provider/index.js";

interface Inputs {
  create?: string;
  environment?: Record<string, string>;
  triggers?: unknown[];
}

const provider: Provider = {
  version: "1.2.1",
  async diff(_id, _urn, olds: Inputs, news: Inputs) {
    const isSame = JSON.stringify(olds.triggers) === JSON.stringify(news.triggers);
    return { changes: !isSame, replaces: isSame ? [] : ["triggers"] };
  },
  async create(_urn, inputs: Inputs) {
    const env = { ...process.env, ...inputs.environment };
    execFileSync("sh", ["-c", inputs.create ?? ""], { env, stdio: ["ignore", "ignore", "inherit"] });
    return { id: "command", outs: inputs };
  },
  async delete() {},
};

await main(provider, process.argv.slice(2));
