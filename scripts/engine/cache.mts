import { homedir } from "node:os";
import { join } from "node:path";

/** Puts the cache elsewhere. */
export const CACHE_VARIABLE = "NCLOUD_SECURITY_ENGINE_DIR";

/** Where engines, and the backends of tests, are kept for every clone of this user. */
export function cacheFolder(): string {
  return process.env[CACHE_VARIABLE] || join(userCacheFolder(), "pulumi-ncloud-security", "engine");
}

function userCacheFolder(): string {
  switch (process.platform) {
    case "win32":
      return process.env.LOCALAPPDATA || join(homedir(), "AppData", "Local");
    case "darwin":
      return join(homedir(), "Library", "Caches");
    default:
      return process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  }
}
