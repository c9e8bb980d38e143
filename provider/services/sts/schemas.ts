import { z } from "zod";
import { optionalText } from "../fields";

export const getCallerIdentityInput = z.strictObject({});

export const callerIdentity = z.looseObject({
  /** The unique id of the access key's owner. */
  id: optionalText,
  /** The name of the owner's account in the address of its sign-in page. */
  loginAlias: optionalText,
  /** "Customer" for a main account, "Sub" for a sub account, "Role" for the passing keys of a role. */
  userType: optionalText,
});

export type CallerIdentity = z.output<typeof callerIdentity>;
