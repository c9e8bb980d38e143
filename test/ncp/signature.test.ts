import { describe, expect, it } from "vitest";
import { computeSignature } from "../../provider/ncp/http/signature";

const testKeys = { accessKey: "AK_TEST", secretKey: "SK_TEST", timestamp: "1700000000000" };

const checkHash = "/hashfilter/v1/checkHash?hashCode=f093e7767bb63ac973b697d3fd1d40a78b87b8bf&hashType=sha1";

describe("signature v2", () => {
  it.each([
    [
      "POST",
      "/vserver/v2/createServerInstances?regionCode=KR",
      "xBcE26XFU55BMjppdPT7ZY3oDrqoOedfPyAn3Cq4lUw=",
    ],
    ["GET", "/api/v1/jobs?limit=10&page=1", "HygpmNCEoGXq8coyu6hAn4rs2MZWDM7MfaxMN9HNJO0="],
    ["PUT", "/api/v1/job", "tt4gSCIYBbTpg68IQDvJwFvXNkXk/aPLgltYmcnnDKU="],
    ["POST", "/api/v1/jobs/search", "0UocAlZ/PAW3gqzz0f1v4FxKZRG+JYxiwlHVChwXSns="],
    ["PATCH", "/api/v1/jobs/1234111231/cancel", "rYP7e1F9ZtD+hxobWZhQr+xKyhctKsbH12MfPXGBsVY="],
    ["GET", checkHash, "PkK43mHcLhvOW8HehzRvpWsANCLFT7KWKFibNc3j5n4="],
    ["POST", "/filefilter/v1/setThresholdNotiConfig", "KNRyr5FoNEv9xx3vPUyNwM2p9uE2xEgqsEtMJKxyTMc="],
    ["POST", "/vsecuritymonitoring/v1/getAVList", "DeGrid3J2aF3Tlmqfw0u4nJaUUy+sUjybsgmm6E4jnY="],
  ])("signs %s %s", (method, target, expected) => {
    expect(computeSignature({ ...testKeys, method, target })).toBe(expected);
  });

  it("signs the sample of NCP's manual", () => {
    const sample = { method: "GET", target: "/photos/puppy.jpg?query1=&query2", timestamp: "1505290625682" };
    expect(computeSignature({ ...sample, accessKey: "{accessKey}", secretKey: "{secretKey}" })).toBe(
      "YLPBjackOSqGDCl9WGieW5r4gfnxO3x2FjSf0rxH62s=",
    );
  });
});
