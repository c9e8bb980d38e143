import { providerText } from "../../dist/provider/shells/dynamic/text.js";
import { type Family, pick, ratio, type Side } from "../bench.mts";
import { repeat, runScript } from "../stand/script.mts";
import { measureFirstCheck } from "./host.mts";

const script = new URL("checkScript.mts", import.meta.url);

const env = {
  NCLOUD_ACCESS_KEY_ID: "demo-access-key",
  NCLOUD_SECRET_ACCESS_KEY: "demo-secret-key",
  NCLOUD_SECURITY_ENDPOINT: "http://127.0.0.1:1",
};

const empty = "exports.handler=()=>({check:async(olds,news)=>({inputs:news})})";

/** How long the provider process takes until it has answered its first question, beside one that does nothing. */
export const check: Family = () => [
  {
    name: "check",
    sides: { ours: checkWith(providerText("ScanJob")), empty: checkWith(empty), modules: countModules },
    figures: [
      {
        name: "start of the provider process to its first check, of an empty provider's time",
        unit: "x",
        read: ratio("ours.all", "empty.all"),
        target: { most: 1.05 },
      },
      {
        name: "the first check alone, over an empty provider's",
        unit: "ms",
        read: (round) => pick("ours.check")(round) - pick("empty.check")(round),
      },
      { name: "undici loaded for it", unit: "modules", read: pick("modules.undici"), target: { most: 0 } },
    ],
  },
];

function checkWith(text: string): Side {
  const news = { startUrl: "https://site.example.com/", __provider: text };
  return async function* () {
    yield repeat(9, () => measureFirstCheck(news, env));
  };
}

async function* countModules() {
  yield await runScript(script, [], env);
}
