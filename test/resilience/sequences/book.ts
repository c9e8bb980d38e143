import type { NotificationType, Threshold } from "../../../provider/ncp/api/filesafer/schemas";
import type { Artefact } from "../../support/files";
import type { World } from "../../support/world";
import { settingsOf } from "../settings";
import { SettingModel } from "./settingModel";

/** What one account holds by the model. */
export class Book {
  readonly notifications = {
    hash: new SettingModel<NotificationType>("OFF"),
    file: new SettingModel<NotificationType>("OFF"),
  };
  readonly thresholds = { hash: new SettingModel<Threshold[]>([]), file: new SettingModel<Threshold[]>([]) };
  readonly uploads: number[];

  constructor(
    readonly world: World,
    files: readonly Artefact[],
  ) {
    this.uploads = files.map(() => 0);
  }
}

/** What an account holds, looked at past its API. */
export function heldIn(world: World) {
  return { jobs: world.remote.jobs(), settings: settingsOf(world) };
}
