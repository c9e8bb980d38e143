import { z } from "zod";
import { looseText } from "../fields";

export const getCallerIdentityInput = z.strictObject({});

export const callerIdentity = z.looseObject({
  /** The unique id of the access key's owner. */
  id: looseText,
  /** The name of the owner's account in the address of its sign-in page. */
  loginAlias: looseText,
  /** "Customer" for a main account, "Sub" for a sub account, "Role" for the passing keys of a role. */
  userType: looseText,
});
