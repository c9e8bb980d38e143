import { createHmac } from "node:crypto";

export interface SignatureParts {
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** Path and query exactly as they travel, percent-encoding included: "/api/v1/jobs?limit=10". */
  readonly target: string;
  /** Milliseconds since 1970 in decimal, equal to the `x-ncp-apigw-timestamp` header. */
  readonly timestamp: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * The value of `x-ncp-apigw-signature-v2`. The body is not part of it.
 *
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export function computeSignature({
  method,
  target,
  timestamp,
  accessKey,
  secretKey,
}: SignatureParts): string {
  const message = `${method} ${target}\n${timestamp}\n${accessKey}`;
  return createHmac("sha256", secretKey).update(message).digest("base64");
}
