/**
 * The entry of the provider process. Every state that was ever stored loads this module and one of
 * its exports by name (see stub.ts), so neither may be renamed.
 */
import "../../node";
import { Accounts } from "../../accounts/account";
import { notesOfRun } from "../../accounts/run/engine";
import { lifecycles } from "../../resources/lifecycles";
import { endWithEngine } from "../lifeline";
import { writeOnce } from "../log";
import { dynamicProvider, type Host } from "./host";

const log = writeOnce((line) => console.log(`ncloud-security: ${line}`));

const host: Host = {
  begin: endWithEngine,
  accounts: new Accounts({ notes: notesOfRun(process.argv.slice(2), log), log }),
  log,
};

export const ScanJob = dynamicProvider(lifecycles.ScanJob, host);
export const NotificationConfig = dynamicProvider(lifecycles.NotificationConfig, host);
export const ThresholdNotificationConfig = dynamicProvider(lifecycles.ThresholdNotificationConfig, host);
export const FileInspection = dynamicProvider(lifecycles.FileInspection, host);
