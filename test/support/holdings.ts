import type { Emulator } from "../../emulator";
import { createGateway, resolveSettings } from "../../provider/gateway";
import { byType } from "../../provider/lifecycles/thresholds";
import { createClient } from "../../provider/services";
import {
  type Filter,
  filters,
  type NotificationType,
  type Threshold,
} from "../../provider/services/filesafer";

export interface HeldJob {
  readonly instanceNo: number;
  readonly startUrl: string;
  /** What NCP offers to do with it: "cancel" while it waits, "report" when it has completed. */
  readonly offers: string;
}

/** What an emulated account holds. */
export interface Holdings {
  /** All jobs that were ever made, oldest first. */
  readonly jobs: readonly HeldJob[];
  readonly settings: Readonly<Record<Filter, HeldSettings>>;
}

export interface HeldSettings {
  readonly notificationType: NotificationType;
  /** In the order of their types. */
  readonly thresholds: readonly Threshold[];
}

/** Asks an account what it holds, as a client of its own that no provider knows of. */
export async function holdingsOf(emulator: Emulator): Promise<Holdings> {
  const given: Record<string, string> = { ...emulator.credentials, endpoint: emulator.url };
  const settings = resolveSettings({ given: (key) => given[key], environment: {}, file: () => undefined });
  const gateway = createGateway(settings);
  const { wsc, filesafer } = createClient(gateway);
  const held = async (filter: Filter): Promise<HeldSettings> => {
    const { notificationType } = await filesafer.getNotiConfig(filter);
    const { thresholdNotificationInfoList } = await filesafer.getThresholdNotiConfig(filter);
    const thresholds = thresholdNotificationInfoList.map(
      ({ notificationType, referenceTime, thresholdValue }) => ({
        notificationType,
        referenceTime,
        thresholdValue,
      }),
    );
    return { notificationType, thresholds: byType(thresholds) };
  };
  try {
    const { record_data, total_cnt } = await wsc.getJobs({ limit: 1000, page: 1 });
    if (record_data.length !== total_cnt) throw new Error(`only ${record_data.length} of ${total_cnt} jobs`);
    const jobs = record_data.map(({ instanceNo, start_url, result_button = "" }) => ({
      instanceNo,
      startUrl: start_url,
      offers: result_button,
    }));
    const [hash, file] = await Promise.all(filters.map(held));
    if (hash === undefined || file === undefined) throw new Error("a filter is missing");
    return { jobs: jobs.reverse(), settings: { hash, file } };
  } finally {
    await gateway.close();
  }
}
