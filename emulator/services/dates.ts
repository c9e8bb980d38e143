import type { SettingsData } from "../account/settings";

const koreaOffset = 9 * 3_600_000;

/** `YYYY/MM/DD hh:mm:ss` in Korean time, the form that reports have; the zone is inferred. */
export function formatKoreanDate(moment: number): string {
  return new Date(moment + koreaOffset).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ");
}

/** Epoch milliseconds, in text unless the settings want numbers. */
export function formatMoment(moment: number, { dates }: Readonly<SettingsData>): string | number {
  return dates === "number" ? moment : String(moment);
}
