import { z } from "zod";
import { fileSaferOperations as operations } from "../ncp/api/filesafer/operations";
import { filters, type HashType, hashTypes, isHash } from "../ncp/api/filesafer/schemas";
import { oneOf } from "../resources/kit/shapes";
import { defineArguments, moment } from "./arguments";
import { defineQuery } from "./query";

const hash = z
  .string("must be text")
  .refine(
    (text) => hashTypes.some((type) => isHash(text, type)),
    "must be a SHA-1 (40 hexadecimal digits) or an MD5 (32 hexadecimal digits)",
  );

const sha1 = z
  .string("must be text")
  .refine((text) => isHash(text, "sha1"), "must be a SHA-1 (40 hexadecimal digits)");

const hashType = oneOf(hashTypes).optional();

function hashTypeOf(hash: string): HashType {
  return isHash(hash, "sha1") ? "sha1" : "md5";
}

function hashTypeFits(hash: string, type: HashType = hashTypeOf(hash)): boolean {
  return type === hashTypeOf(hash);
}

const misfit = {
  path: ["hashType"],
  error: 'must fit the length of the hash: "sha1" for 40 digits, "md5" for 32',
};

const logArguments = defineArguments({
  parentHash: sha1,
  fromDate: moment.optional(),
  toDate: moment.optional(),
}).refine(({ fromDate = 0, toDate = fromDate }) => fromDate <= toDate, {
  path: ["toDate"],
  error: "must not be before fromDate",
});

/** The queries of File Safer. */
export const filesafer = {
  checkHash: defineQuery({
    operation: operations.checkHash,
    args: defineArguments({ hashCode: hash, hashType }).refine(
      (args) => hashTypeFits(args.hashCode, args.hashType),
      misfit,
    ),
    async run(client, args) {
      const answer = await client.filesafer.checkHash({
        hashCode: args.hashCode,
        hashType: hashTypeOf(args.hashCode),
      });
      // By the documents, what is in the list is malware; an entry whose result cannot be read is no exception.
      return { ...answer, detected: answer.hashCheckResultList.some(({ result }) => result !== "0") };
    },
  }),
  getInputFileLog: defineQuery({
    operation: operations.getInputFileLog,
    args: defineArguments({ hash, hashType }).refine(
      (args) => hashTypeFits(args.hash, args.hashType),
      misfit,
    ),
    run: (client, args) =>
      client.filesafer.getInputFileLog({ hash: args.hash, hashType: hashTypeOf(args.hash) }),
  }),
  getInputFileLogByParentHash: defineQuery({
    operation: operations.getInputFileLogByParentHash,
    args: logArguments,
    run: (client, args) => client.filesafer.getInputFileLogByParentHash(args),
  }),
  getNotificationConfig: defineQuery({
    operation: operations.getNotiConfig,
    args: defineArguments({ filter: oneOf(filters) }),
    run: (client, { filter }) => client.filesafer.getNotiConfig({ filter }),
  }),
  getThresholdNotificationConfig: defineQuery({
    operation: operations.getThresholdNotiConfig,
    args: defineArguments({ filter: oneOf(filters) }),
    run: (client, { filter }) => client.filesafer.getThresholdNotiConfig({ filter }),
  }),
};
