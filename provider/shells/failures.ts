import { isNcloudError } from "../ncp/errors";
import { ForeseenError } from "../resources/kit/failure";

/** What the user can act on by the message alone; undefined for an error that nobody foresaw. */
export function readForeseenMessage(error: unknown): string | undefined {
  return isNcloudError(error) || error instanceof ForeseenError ? error.message : undefined;
}

/** A refresh forgets what is gone; a program that asks for it by its id has to be told. */
export function describeAbsence(resource: string, id: string): string {
  return `there is no ${resource} with the id "${id}" in this account`;
}
