import { z } from "zod";
import { optionalText } from "../fields";

/** What owns an access key: the main account, a sub account of it, or a role that somebody switched to. */
export const userTypes = ["Customer", "Sub", "Role"] as const;

export const getCallerIdentityInput = z.strictObject({});

export const callerIdentity = z.looseObject({
  /** The unique id of the access key's owner. */
  id: optionalText,
  /** The name of the owner's account in the address of its sign-in page. */
  loginAlias: optionalText,
  /** One of {@link userTypes}, as far as the documents tell. */
  userType: optionalText,
});

export type CallerIdentity = z.output<typeof callerIdentity>;
