import { unknownValue } from "../names";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}
