import type { Given } from "../../provider/accounts/account";
import {
  type Filter,
  filters,
  type NotificationType,
  type Threshold,
} from "../../provider/ncp/api/filesafer/schemas";
import type { JobRecord, UnreadableJob } from "../../provider/ncp/api/wsc/schemas";
import { isNcloudError, type NcloudError } from "../../provider/ncp/errors";
import { type Asker, filesafer, wsc } from "../../provider/queries";

/** What an account has, as far as the keys may read it. */
export interface Contents {
  readonly settings: readonly FilterSettings[];
  readonly scans?: Scans;
  /** Why the rest is not here. */
  readonly refusals: readonly string[];
}

export interface FilterSettings {
  readonly filter: Filter;
  readonly notificationType: NotificationType;
  readonly thresholds: readonly Threshold[];
}

export interface Scans {
  readonly jobs: readonly JobRecord[];
  readonly unreadable: readonly UnreadableJob[];
}

/**
 * Reads an account by queries alone, which change nothing. A part that NCP refuses is left out, since not everybody
 * subscribes to all services.
 *
 * @throws NcloudError for any other failure, and when NCP refuses every part.
 */
export async function readAccount(given: Given): Promise<Contents> {
  const asker = { given, secret: false };
  const [scans, ...settings] = await Promise.all([
    unlessRefused(readScans(asker)),
    ...filters.map((filter) => unlessRefused(readSettings(asker, filter))),
  ]);
  const refusals = [scans, ...settings].flatMap(({ refusal }) => refusal ?? []);
  const [first] = refusals;
  if (first !== undefined && refusals.length === settings.length + 1) throw first;
  return {
    scans: scans.value,
    settings: settings.flatMap(({ value }) => value ?? []),
    refusals: refusals.map(({ message }) => message),
  };
}

interface Part<Value> {
  readonly value?: Value;
  readonly refusal?: NcloudError;
}

async function unlessRefused<Value>(reading: Promise<Value>): Promise<Part<Value>> {
  try {
    return { value: await reading };
  } catch (error) {
    // Where an API key is missing, File Safer may answer as to a wrong key.
    if (isNcloudError(error, "permission", "authentication")) return { refusal: error };
    throw error;
  }
}

async function readScans(asker: Asker): Promise<Scans> {
  const { record_data, unreadable } = await wsc.getJobs.ask({ all: true }, asker);
  return { jobs: record_data, unreadable };
}

async function readSettings(asker: Asker, filter: Filter): Promise<FilterSettings> {
  const { notificationType } = await filesafer.getNotificationConfig.ask({ filter }, asker);
  const answer = await filesafer.getThresholdNotificationConfig.ask({ filter }, asker);
  return { filter, notificationType, thresholds: answer.thresholdNotificationInfoList };
}
