/**
 * The entry of the provider process. Every state that was ever stored loads this module and one of
 * its exports by name (see stub.ts), so neither may be renamed.
 */
import "../../node";
import { Accounts } from "../../accounts/account";
import { notesOfRun } from "../../accounts/run/engine";
import { Run } from "../../accounts/run/run";
import { MemoryNotes } from "../../accounts/run/store";
import { fileInspection } from "../../resources/fileInspection";
import { notificationConfig } from "../../resources/notificationConfig";
import { scanJob } from "../../resources/scanJob";
import { thresholdNotificationConfig } from "../../resources/thresholdNotificationConfig";
import { endWithEngine } from "../lifeline";
import { dynamicProvider, type Host } from "./host";

const said = new Set<string>();

function log(line: string): void {
  // The host calls diff several times for one update; nobody wants to read the same line again.
  if (said.has(line)) return;
  said.add(line);
  console.log(`ncloud-security: ${line}`);
}

const accounts = new Accounts({ notes: notesOfRun(process.argv.slice(2), log), log });

const host: Host = {
  begin: endWithEngine,
  accountOf: (given) => accounts.of(given),
  noRun: new Run(new MemoryNotes(), () => undefined),
  clock: Date.now,
  log,
};

export const ScanJob = dynamicProvider(scanJob, host);
export const NotificationConfig = dynamicProvider(notificationConfig, host);
export const ThresholdNotificationConfig = dynamicProvider(thresholdNotificationConfig, host);
export const FileInspection = dynamicProvider(fileInspection, host);
