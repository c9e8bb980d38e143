import type { Emulator } from "../../emulator";
import type { Filter, NotificationType, Threshold } from "../../provider/ncp/api/filesafer/schemas";
import { type Client, createClient } from "../../provider/ncp/client";
import { createGateway } from "../../provider/ncp/http/gateway";
import { resolveSettings } from "../../provider/ncp/settings/settings";
import { indexByType } from "../../provider/resources/thresholdNotificationConfig/thresholds";

export interface HeldJob {
  readonly instanceNo: number;
  readonly startUrl: string;
  /**
   * What NCP offers to do with it: "cancel" while it waits, "terminate" while it runs, "report" once
   * it has completed, "" when it was canceled.
   */
  readonly offers: string;
}

export interface HeldSettings {
  readonly notificationType: NotificationType;
  /** In the order of their types. */
  readonly thresholds: readonly Threshold[];
}

/** What an emulated account holds. */
export interface Holdings {
  /** Every job that was ever made, oldest first. */
  readonly jobs: readonly HeldJob[];
  readonly settings: Readonly<Record<Filter, HeldSettings>>;
}

/** Asks an account what it holds. */
export function holdingsOf(emulator: Emulator): Promise<Holdings> {
  return asking(emulator, async (client) => {
    const [jobs, hash, file] = await Promise.all([
      heldJobs(client),
      heldSettings(client, "hash"),
      heldSettings(client, "file"),
    ]);
    return { jobs, settings: { hash, file } };
  });
}

/** How often a content was uploaded, whatever its uploader heard of it. */
export function uploadsOf(emulator: Emulator, sha1: string): Promise<number> {
  return asking(emulator, async ({ filesafer }) => {
    const { inputFileLogList } = await filesafer.getInputFileLog({ hash: sha1, hashType: "sha1" });
    return inputFileLogList.length;
  });
}

/** Asks an account as a client of its own that no provider knows of. */
async function asking<Answer>(
  emulator: Emulator,
  question: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const given: Record<string, string> = { ...emulator.credentials, endpoint: emulator.url };
  const settings = resolveSettings({ given: (key) => given[key], environment: {}, file: () => undefined });
  const gateway = createGateway(settings);
  try {
    return await question(createClient(gateway));
  } finally {
    await gateway.close();
  }
}

async function heldJobs({ wsc }: Client): Promise<HeldJob[]> {
  const { record_data, total_cnt } = await wsc.getJobs({ limit: 1_000, page: 1 });
  if (record_data.length !== total_cnt) throw new Error(`listed ${record_data.length} of ${total_cnt} jobs`);
  return record_data
    .map((job) => ({
      instanceNo: job.instanceNo,
      startUrl: job.start_url ?? "",
      offers: job.result_button ?? "",
    }))
    .reverse();
}

async function heldSettings({ filesafer }: Client, filter: Filter): Promise<HeldSettings> {
  const { notificationType } = await filesafer.getNotiConfig({ filter });
  const { thresholdNotificationInfoList } = await filesafer.getThresholdNotiConfig({ filter });
  return { notificationType, thresholds: indexByType(thresholdNotificationInfoList) };
}
