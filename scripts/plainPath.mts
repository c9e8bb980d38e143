import { root } from "./prepare.mjs";
import { StepError } from "./task.mjs";

/** Vite takes paths for addresses: these signs end a path there, or are decoded. */
const misread = /[#%*?]/;

/** Vitest says only that it cannot find its own files. */
export function requirePlainPath(): void {
  if (!misread.test(root)) return;
  throw new StepError(
    `The tests cannot run in ${root}: Vitest misreads a path with #, %, * or ? in it. ` +
      "Rename the folder, or clone into another one. (The quick start runs anywhere.)",
  );
}
