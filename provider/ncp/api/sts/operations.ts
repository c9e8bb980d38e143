import { defineOperation } from "../operation";
import { callerIdentity, getCallerIdentityInput } from "./schemas";

/** The one call of the Secure Token Service that this package makes. It tells accounts apart. */
export const stsOperations = {
  getCallerIdentity: defineOperation({
    service: "sts",
    name: "getCallerIdentity",
    method: "GET",
    path: "/api/v1/caller-identity",
    carries: "nothing",
    repeatable: true,
    input: getCallerIdentityInput,
    output: callerIdentity,
    // The service's pages name no code of its own for this call.
    codes: {},
    document: "https://api.ncloud-docs.com/docs/get-caller-identity",
    inferred: [
      "Every key of an account, of its sub accounts too, is answered with the same loginAlias",
      "A call that fails is answered in the gateway's own way",
      "The hosts of gov and fin follow the pattern of the others",
    ],
  }),
};
