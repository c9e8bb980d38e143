import * as pulumi from "@pulumi/pulumi";

/** Marks an argument as secret, where it is given. */
export function markSecret<T>(
  value: pulumi.Input<T> | undefined,
): pulumi.Output<pulumi.Unwrap<T>> | undefined {
  return value === undefined ? undefined : pulumi.secret(value);
}
