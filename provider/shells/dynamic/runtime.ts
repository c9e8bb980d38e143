/**
 * The entry of the provider process. Every state that was ever stored loads this module and one of
 * its exports by name (see text.ts), so neither may be renamed.
 */
import "../../node";
import { Accounts } from "../../accounts/account";
import { openNotesOfRun } from "../../accounts/run/engine";
import { lifecycles } from "../../resources/lifecycles";
import { endWithEngine } from "../lifeline";
import { writeOnce } from "../log";
import { createDynamicProvider, type Host } from "./host";

const log = writeOnce((line) => console.log(`ncloud-security: ${line}`));

const host: Host = {
  begin: endWithEngine,
  accounts: new Accounts({ notes: openNotesOfRun(process.argv.slice(2), log), log }),
  log,
};

export const ScanJob = createDynamicProvider(lifecycles.ScanJob, host);
export const NotificationConfig = createDynamicProvider(lifecycles.NotificationConfig, host);
export const ThresholdNotificationConfig = createDynamicProvider(
  lifecycles.ThresholdNotificationConfig,
  host,
);
export const FileInspection = createDynamicProvider(lifecycles.FileInspection, host);
