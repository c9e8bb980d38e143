import { homedir } from "node:os";
import { join } from "node:path";

/** Where engines are kept for every clone of this user. NCLOUD_SECURITY_ENGINE_DIR puts it elsewhere. */
export function cacheFolder(): string {
  return (
    process.env.NCLOUD_SECURITY_ENGINE_DIR || join(userCacheFolder(), "pulumi-ncloud-security", "engine")
  );
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
