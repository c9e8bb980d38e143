import { createHash } from "node:crypto";
import type { stsOperations } from "../../../provider/ncp/api/sts/operations";
import type { Handlers } from "../../gateway/handlers";

export const stsHandlers: Handlers<typeof stsOperations> = {
  getCallerIdentity: ({ name }, _, accessKey) => ({
    id: ownerId(accessKey),
    loginAlias: name,
    userType: "Customer",
  }),
};

/** An id in the form of the documents' sample, which is the same for a key in every emulator. */
function ownerId(accessKey: string): string {
  const digits = createHash("sha256").update(accessKey).digest("hex");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
