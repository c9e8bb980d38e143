import type { Context } from "./lifecycle";

type Secrets = Pick<Context, "secretArguments">;

/** The text of an argument as logs and errors may show it. */
export function showArgument({ secretArguments }: Secrets, name: string, text: string): string {
  return secretArguments.has(name) ? "[secret]" : text;
}

/** What the program has made secret of its arguments: an answer of NCP may repeat it. */
export function pickSecrets({ secretArguments }: Secrets, inputs: object): unknown[] {
  return Object.entries(inputs)
    .filter(([name]) => secretArguments.has(name))
    .map(([, value]) => value);
}
