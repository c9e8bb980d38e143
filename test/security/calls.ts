import { type Client, createClient } from "../../provider/ncp/client";
import { accessKey, openGateway, listJobs as plainListing, secretKey, settingsOf } from "../ncp/support";

export const apiKey = "API_PLANTED_3";
export const cookie = "COOKIE_PLANTED_4";
export const password = "PASSWORD_PLANTED_5";
export const keys = [accessKey, secretKey, apiKey];
export const planted = [...keys, cookie, password];
/** A call that carries everything that is planted. */
export const listJobs = { ...plainListing, secrets: [cookie, password] };

/** Gives up early where an answer never ends, and asks only once. */
export const impatient = { retry: '{"maxAttempts":1}', timeouts: '{"connect":2,"request":0.3}' };
const patient = { retry: '{"maxAttempts":1}' };

export function gatewayTo(endpoint: string, given: Record<string, string> = patient) {
  return openGateway(settingsOf({ endpoint, apiKey, ...given })).gateway;
}

export function clientOf(endpoint: string): Client {
  return createClient(gatewayTo(endpoint));
}
