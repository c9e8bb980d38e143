import { z } from "zod";
import { fileSaferCode } from "../../provider/ncp/api/filesafer/codes";
import type { Operation } from "../../provider/ncp/api/operation";
import { valueAt } from "../../provider/ncp/api/problems";
import { wscCode } from "../../provider/ncp/api/wsc/codes";
import { GatewayRefusal, ServiceRefusal } from "../refusals";

/** How a service refuses a field: by what is wrong with it. */
export type Complaint = "unreadable" | "missing" | "notInSet" | "invalid" | "tooLarge" | "inPath";

/** Complaints of services that have no codes of their own for them. */
const gatewayComplaints = {
  unreadable: () => new GatewayRefusal("100", "The body is not JSON."),
  missing: () => new GatewayRefusal("100", "A required field is missing."),
  notInSet: () => new GatewayRefusal("100", "A field has a value that is not in its set."),
  invalid: () => new GatewayRefusal("100", "A field has a value that is not acceptable."),
  tooLarge: () => new GatewayRefusal("430", "A field is too large."),
  inPath: () => new GatewayRefusal("300", "There is no such path."),
} as const;

/** The documents list the codes; which complaint gets which is inferred from their messages. */
const complaintCodes: Record<Operation["service"], Record<Complaint, () => Error>> = {
  wsc: {
    unreadable: () => new ServiceRefusal(wscCode.badValue),
    missing: () => new ServiceRefusal(wscCode.missingValue),
    notInSet: () => new ServiceRefusal(wscCode.unknownValue),
    invalid: () => new ServiceRefusal(wscCode.badValue),
    tooLarge: () => new ServiceRefusal(wscCode.badValue),
    // The only field in a path is a job's number, and the documents give this code for a wrong one.
    inPath: () => new ServiceRefusal(wscCode.callFailed),
  },
  filesafer: {
    unreadable: () => new ServiceRefusal(fileSaferCode.invalidRequest),
    missing: () => new ServiceRefusal(fileSaferCode.missingParameter),
    notInSet: () => new ServiceRefusal(fileSaferCode.invalidParameter),
    invalid: () => new ServiceRefusal(fileSaferCode.invalidParameter),
    tooLarge: () => new ServiceRefusal(fileSaferCode.fileTooLarge),
    inPath: () => new GatewayRefusal("300", "There is no such filter."),
  },
  securitymonitoring: gatewayComplaints,
  sts: gatewayComplaints,
};

export function refuse(operation: Operation, complaint: Complaint): Error {
  return complaintCodes[operation.service][complaint]();
}

/** The input of an operation, or its service's refusal of the first thing that is wrong with it. */
export function parseInput<Call extends Operation>(operation: Call, fields: object): z.output<Call["input"]> {
  const input: Call["input"] = operation.input;
  const parsed = input.safeParse(fields);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map((issue) => findComplaint(operation, issue, fields));
  throw refuse(
    operation,
    complaints.find((complaint) => complaint === "missing") ?? complaints[0] ?? "invalid",
  );
}

function findComplaint({ path }: Operation, issue: z.core.$ZodIssue, fields: object): Complaint {
  if (path.includes(`{${String(issue.path[0])}}`)) return "inPath";
  const given = valueAt(fields, issue.path);
  if (given === undefined || given === null || given === "") return "missing";
  // Size is all that the schema asks of a file.
  if (given instanceof Blob) return "tooLarge";
  return issue.code === "invalid_value" ? "notInSet" : "invalid";
}

/** Names of an operation's fields, in the order of its schema. */
export function listFieldNames(operation: Operation): string[] {
  return Object.keys(shape(operation));
}

/** Text from a path or a query as the type that the schema has for the field. */
export function convertField(
  operation: Operation,
  texts: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const fields = shape(operation);
  const convert = (name: string, text: string) =>
    isNumber(fields[name]) && /^\d{1,15}$/.test(text) ? Number(text) : text;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, convert(name, text)]));
}

function shape(operation: Operation): z.core.$ZodLooseShape {
  return operation.input instanceof z.ZodObject ? operation.input.shape : {};
}

function isNumber(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isNumber(schema.unwrap());
  return schema instanceof z.ZodNumber;
}
