import type { z } from "zod";
import type { Operation } from "../api/operation";
import { describeProblems } from "../api/problems";
import { InvalidInputError, ServiceError } from "../errors";
import type { Body, CallOptions, Gateway } from "../http/request";

/** Fields of a request by name, as they travel; path, query and body are cut from one object. */
type WireInput = Record<string, unknown>;

/** Validates, sends and parses one operation. Throws an NcloudError. */
export async function call<Input extends z.ZodType, Output extends z.ZodType>(
  gateway: Gateway,
  operation: Operation<Input, Output>,
  input: z.input<Input>,
  options?: CallOptions,
): Promise<z.output<Output>> {
  const { service, name, method, codes, requires, repeatable } = operation;
  const fields = validateInput(operation, input);
  const { path, rest } = fillPath(operation.path, fields);
  const secrets = (operation.secretFields ?? []).flatMap((field) => listTexts(fields[field]));
  const others = listTexts(options?.secrets ?? []);
  const answer = await gateway.send(
    {
      service,
      operation: name,
      method,
      codes,
      requires,
      repeatable,
      secrets: [...secrets, ...others],
      path,
      ...encodeFields(operation.carries, rest),
    },
    options,
  );
  const parsed = operation.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ServiceError(`the answer is not what the documents describe: ${describeProblems(parsed.error)}`, {
    service,
    operation: name,
    hint: "Nothing was concluded from it; if it happens again, please report it with this message",
  });
}

function validateInput(operation: Operation, input: unknown): WireInput {
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data as WireInput;
  throw new InvalidInputError(describeProblems(parsed.error), {
    service: operation.service,
    operation: operation.name,
    hint: "Nothing was sent",
  });
}

/** Shorter texts hide nothing, and cutting them out would make a message unreadable. */
const shortestSecret = 4;

/** Every text in a secret field, and the parts of a header such as `session=...; theme=...`, for an answer may repeat only one. */
function listTexts(value: unknown): string[] {
  if (typeof value === "string") {
    return [value, ...value.split(/[=;,\s]+/)].filter((text) => text.length >= shortestSecret);
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listTexts) : [];
}

function fillPath(template: string, fields: WireInput): { path: string; rest: WireInput } {
  const rest = { ...fields };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    delete rest[name];
    return encodeURIComponent(String(fields[name]));
  });
  return { path, rest };
}

function encodeFields(
  how: Operation["carries"],
  fields: WireInput,
): { query?: Record<string, string | number>; body?: Body } {
  switch (how) {
    case "nothing":
      return {};
    case "query":
      return { query: queryOf(fields) };
    case "json":
      return { body: { json: fields } };
    case "multipart":
      return { body: { form: encodeForm(fields) } };
  }
}

function queryOf(fields: WireInput): Record<string, string | number> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "number" ? value : String(value)]),
  );
}

function encodeForm(fields: WireInput): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined) form.append(name, String(value));
  }
  return form;
}
