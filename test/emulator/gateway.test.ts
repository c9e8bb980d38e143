import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator";
import { ask, createJob, emulate, errorCode, job, signature, signedHeaders, start } from "./support";

const jobsPath = "/api/v1/jobs?limit=10&page=1";
const minute = 60_000;

/** Read before any emulator has started. */
const ownClasses = { Request: globalThis.Request, Response: globalThis.Response };

/** Sends raw bytes and answers the status line. */
function raw(emulator: Emulator, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1", () => socket.write(text));
    socket.once("data", (data) => {
      resolve(data.toString("latin1").split("\r\n", 1)[0] ?? "");
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

describe("the signature", () => {
  it.each([
    ["GET", "/api/v1/jobs?limit=10&page=1", "HygpmNCEoGXq8coyu6hAn4rs2MZWDM7MfaxMN9HNJO0="],
    ["PUT", "/api/v1/job", "tt4gSCIYBbTpg68IQDvJwFvXNkXk/aPLgltYmcnnDKU="],
    ["PATCH", "/api/v1/jobs/1234111231/cancel", "rYP7e1F9ZtD+hxobWZhQr+xKyhctKsbH12MfPXGBsVY="],
    ["POST", "/vsecuritymonitoring/v1/getAVList", "DeGrid3J2aF3Tlmqfw0u4nJaUUy+sUjybsgmm6E4jnY="],
  ])("%s %s is accepted with a known good value", async (method, target, known) => {
    const credentials = { accessKey: "AK_TEST", secretKey: "SK_TEST" };
    const emulator = await emulate({ credentials, clock: () => 1_700_000_000_000 });
    const headers = {
      "x-ncp-apigw-timestamp": "1700000000000",
      "x-ncp-iam-access-key": "AK_TEST",
      "x-ncp-apigw-signature-v2": known,
    };
    expect((await fetch(emulator.url + target, { method, headers })).status).not.toBe(401);
    const spoiled = { ...headers, "x-ncp-apigw-signature-v2": `A${known.slice(1)}` };
    expect((await fetch(emulator.url + target, { method, headers: spoiled })).status).toBe(401);
  });

  it.each([
    [
      "a query that was signed in another spelling",
      { "x-ncp-apigw-signature-v2": "/api/v1/jobs?page=1&limit=10" },
    ],
    ["a path that was signed without its query", { "x-ncp-apigw-signature-v2": "/api/v1/jobs" }],
  ])("refuses %s", async (_, { "x-ncp-apigw-signature-v2": signed }) => {
    const emulator = await emulate();
    const value = signature("GET", signed, start, emulator.credentials);
    const answer = await ask(emulator, "GET", jobsPath, { headers: { "x-ncp-apigw-signature-v2": value } });
    expect(answer.status).toBe(401);
  });

  it("covers the query exactly as sent, escapes and order included", async () => {
    const emulator = await emulate();
    const target =
      "/filefilter/v1/getInputFileLog?hashType=sha%31&hash=213CE10C4298c7617aac93615c3c3b0a783fd304";
    expect((await ask(emulator, "GET", target)).body).toMatchObject({ returnCode: "0" });
  });

  it.each(["x-ncp-apigw-timestamp", "x-ncp-iam-access-key", "x-ncp-apigw-signature-v2"])(
    "needs %s",
    async (name) => {
      const emulator = await emulate();
      const answer = await ask(emulator, "GET", jobsPath, { headers: { [name]: "" } });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        error: {
          errorCode: "200",
          message: "Authentication Failed",
          details: "Authentication information are missing.",
        },
      });
    },
  );

  it("refuses another access key and a wrong secret alike", async () => {
    const emulator = await emulate();
    const wrongSecret = await ask(emulator, "GET", jobsPath, { secretKey: "wrong" });
    const wrongKey = await ask(emulator, "GET", jobsPath, { headers: { "x-ncp-iam-access-key": "nobody" } });
    expect(wrongSecret.body).toEqual(wrongKey.body);
    expect(errorCode(wrongKey)).toBe("200");
  });

  it.each([
    [-5 * minute - 1, 401],
    [-5 * minute, 200],
    [5 * minute, 200],
    [5 * minute + 1, 401],
  ])("with a timestamp that is %d ms off is answered with HTTP %d", async (off, status) => {
    expect((await ask(await emulate(), "GET", jobsPath, { at: start + off })).status).toBe(status);
  });

  it("is judged by the gateway's clock, which stays when the services' clock is advanced", async () => {
    const emulator = await emulate();
    emulator.advance({ days: 60 });
    expect((await ask(emulator, "GET", jobsPath)).status).toBe(200);
    const travelled = await ask(emulator, "GET", jobsPath, { at: start + 60 * 24 * 60 * minute });
    expect(travelled.status).toBe(200);
  });

  it("fails when the gateway's clock is wrong, and the Date header tells", async () => {
    const emulator = await emulate();
    emulator.clock({ skewSeconds: 3600 });
    const answer = await ask(emulator, "GET", jobsPath);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("date")).toBe("Mon, 02 Mar 2026 01:00:00 GMT");
  });
});

describe("the gateway", () => {
  it("names each answer with a request id that the journal has too", async () => {
    const emulator = await emulate();
    const answer = await ask(emulator, "GET", jobsPath);
    expect(answer.headers.get("x-ncp-apigw-request-id")).toBe(emulator.requests()[0]?.requestId);
  });

  it.each([
    ["GET", "/"],
    ["GET", "/api/v1/job"],
    ["HEAD", "/api/v1/jobs"],
    ["DELETE", "/api/v1/jobs/1234567001"],
    ["GET", "/otherfilter/v1/getNotiConfig"],
    ["POST", "/security-monitoring/v1/getAVList"],
    ["POST", "/api/v1/search"],
  ])("does not know %s %s", async (method, target) => {
    const answer = await ask(await emulate(), method, target);
    expect(answer.status).toBe(404);
    if (method !== "HEAD") expect(errorCode(answer)).toBe("300");
  });

  it("wants JSON to be called JSON", async () => {
    const emulator = await emulate();
    const answer = await createJob(emulator);
    expect(answer.status).toBe(200);
    const unnamed = await ask(emulator, "PUT", "/api/v1/job", { body: JSON.stringify(job) });
    expect([unnamed.status, errorCode(unnamed)]).toEqual([400, "100"]);
  });

  it("runs beside others in one process, each with its own state", async () => {
    const [left, right] = [await emulate(), await emulate()];
    await createJob(left);
    expect([left.health().jobs.total, right.health().jobs.total]).toEqual([1, 0]);
  });

  it("leaves the process's own fetch classes alone", async () => {
    await emulate();
    expect(globalThis.Request).toBe(ownClasses.Request);
    expect(globalThis.Response).toBe(ownClasses.Response);
  });

  it("says so when the port is taken", async () => {
    const { url } = await emulate();
    await expect(startEmulator({ port: Number(new URL(url).port) })).rejects.toThrow("is taken");
  });

  it("can be closed twice", async () => {
    const emulator = await emulate();
    await emulator.close();
    await expect(emulator.close()).resolves.toBeUndefined();
    await expect(fetch(emulator.url)).rejects.toThrow();
  });
});

describe("hostile input", () => {
  const alive = async (emulator: Emulator) => expect((await ask(emulator, "GET", jobsPath)).status).toBe(200);

  it.each([
    ["wsc", "PUT", "/api/v1/job", 400, 160431],
    ["filesafer", "POST", "/hashfilter/v1/setNotiConfig", 200, "140006"],
    ["securitymonitoring", "POST", "/vsecuritymonitoring/v1/getAVList", 400, "100"],
  ])("in JSON is refused by %s", async (_, method, target, status, code) => {
    const emulator = await emulate();
    const headers = { "content-type": "application/json" };
    const bodies = [
      "",
      "{",
      "[]",
      "null",
      '"text"',
      "[".repeat(200_000),
      '{"a":'.repeat(100_000),
      new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
    ];
    for (const body of bodies) {
      const answer = await ask(emulator, method, target, { body, headers });
      expect([answer.status, errorCode(answer)]).toEqual([status, code]);
    }
    await alive(emulator);
  });

  it("with keys of the prototype changes nothing", async () => {
    const emulator = await emulate();
    const body = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"StartUrl":"https://a.example.com","VulnItems":["ALL"],"UserAgent":"PC IE","Speed":"1"}`;
    const answer = await ask(emulator, "PUT", "/api/v1/job", {
      body,
      headers: { "content-type": "application/json" },
    });
    expect(errorCode(answer)).toBe(160431);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("of a body that is too large is refused before it is read", async () => {
    const emulator = await emulate();
    const body = new Uint8Array(2 * 1024 * 1024);
    const answer = await ask(emulator, "PUT", "/api/v1/job", {
      body,
      headers: { "content-type": "application/json" },
    });
    expect([answer.status, errorCode(answer)]).toEqual([413, "430"]);
    await alive(emulator);
  });

  it("of a body without length is cut off", async () => {
    const emulator = await emulate();
    const chunk = `10000\r\n${"a".repeat(65_536)}\r\n`;
    const head =
      "PUT /api/v1/job HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect(await raw(emulator, head + chunk.repeat(20))).toBe("HTTP/1.1 413 Payload Too Large");
    await alive(emulator);
  });

  it.each([
    ["endless headers", `GET / HTTP/1.1\r\n${"X-A: b\r\n".repeat(5_000)}\r\n`, "431"],
    ["no HTTP at all", "\x16\x03\x01 hello\r\n\r\n", "400"],
    ["a target that is no path", "GET http:// HTTP/1.1\r\nHost: x\r\n\r\n", "400"],
    ["a broken escape in the path", "GET /%E0%A4%A/v1 HTTP/1.1\r\nHost: x\r\n\r\n", "404"],
    ["a broken host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"],
  ])("of %s is answered with an error", async (_, text, status) => {
    const emulator = await emulate();
    expect(await raw(emulator, text)).toContain(` ${status} `);
    await alive(emulator);
  });

  it.each([
    ["no boundary", "multipart/form-data", "--x\r\n"],
    [
      "no end",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
    ],
    ["no form", "text/plain", "hello"],
    ["headers without end", "multipart/form-data; boundary=x", `--x\r\n${"A: b\r\n".repeat(10_000)}`],
  ])("of a form with %s is refused", async (_, contentType, body) => {
    const emulator = await emulate();
    const answer = await ask(emulator, "POST", "/filefilter/v1/inputFile", {
      body,
      headers: { "content-type": contentType },
    });
    expect(errorCode(answer)).toBe("140006");
    await alive(emulator);
  });

  it("of an aborted upload leaves nothing behind", async () => {
    const emulator = await emulate();
    const headers = Object.entries(signedHeaders(emulator, "PUT", "/api/v1/job")).map((pair) =>
      pair.join(": "),
    );
    const head = [
      "PUT /api/v1/job HTTP/1.1",
      "Host: x",
      "Content-Type: application/json",
      "Content-Length: 900",
      ...headers,
    ];
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1", () => {
        socket.write(`${head.join("\r\n")}\r\n\r\n{`, () => socket.destroy());
      });
      socket.once("close", () => resolve());
    });
    await alive(emulator);
    expect(emulator.health().jobs.total).toBe(0);
  });
});
