import * as pulumi from "@pulumi/pulumi";

/** The value of an output, or undefined while it is not known. */
export async function readKnownValue<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  let value: T | undefined;
  const applied = output.apply((known) => {
    value = known;
  });
  // An output has no public way to wait for it; this one settles when the output does.
  await pulumi.isSecret(applied);
  return value;
}
