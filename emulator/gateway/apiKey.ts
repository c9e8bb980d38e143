import type { IncomingHttpHeaders } from "node:http";
import type { ServiceName } from "../../provider/ncp/api/service";
import type { SettingsData } from "../account/settings";
import { GatewayRefusal } from "../refusals";

const apiKeyHeader = "x-ncp-apigw-api-key";

/** Throws the gateway's refusal of a call of File Safer without a key, where the settings ask for one. Any key will do. */
export function requireApiKey(
  service: ServiceName,
  headers: IncomingHttpHeaders,
  { missingApiKey }: SettingsData,
): void {
  if (service !== "filesafer" || (headers[apiKeyHeader] ?? "") !== "") return;
  if (missingApiKey === "accepted") return;
  throw new GatewayRefusal(missingApiKey, `${apiKeyHeader} is missing.`);
}
