import * as pulumi from "@pulumi/pulumi";

/** What the engine would learn of an output. */
export interface Settled<T> {
  readonly value: T | undefined;
  readonly known: boolean;
  readonly secret: boolean;
  /** Names of the resources that it depends on. */
  readonly resources: string[];
}

/** What Pulumi's own runtime reads of an output; its public types leave it out. */
interface OutputInternals<T> {
  promise(): Promise<T | undefined>;
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
}

function internalsOf<T>(output: pulumi.Output<T>): OutputInternals<T> {
  return output as pulumi.Output<T> & OutputInternals<T>;
}

/** Waits for an output; rejects as it does. */
export async function settle<T>(output: pulumi.Output<T>): Promise<Settled<T>> {
  const internals = internalsOf(output);
  const [value, known, secret, resources] = await Promise.all([
    internals.promise(),
    internals.isKnown,
    internals.isSecret,
    pulumi.getAllResources(output),
  ]);
  return { value, known, secret, resources: await namesOf(resources) };
}

async function namesOf(resources: Iterable<pulumi.Resource>): Promise<string[]> {
  const urns = await Promise.all([...resources].map(({ urn }) => promiseOf(urn)));
  return urns.map((urn = "") => urn.split("::").at(-1) ?? "").sort();
}

async function promiseOf<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  return internalsOf(output).promise();
}

/** An output whose value only an update will tell. */
export function unknownOutput<T>(): pulumi.Output<T> {
  return pulumi.output<unknown>(pulumi.unknown) as pulumi.Output<T>;
}
