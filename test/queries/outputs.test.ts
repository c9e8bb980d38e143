import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";
import { beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator";
import { settle, unknownOutput } from "../support/outputs";
import { day } from "../support/time";
import { enterProgram, openAccount, providerOf } from "./support";

let emulator: Emulator;
let provider: security.Provider;

beforeEach(async () => {
  emulator = await openAccount();
  provider = providerOf(emulator);
});

const { wsc, filesafer, securitymonitoring } = security;

const hashCode = "213ce10c4298c7617aac93615c3c3b0a783fd304";

/** A resource of somebody else's. */
class Thing extends pulumi.CustomResource {
  declare readonly hash: pulumi.Output<string>;
  constructor(name: string, opts?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, { hash: hashCode }, opts);
  }
}

class Component extends pulumi.ComponentResource {
  readonly thing: Thing;
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Component", name, {}, opts);
    this.thing = new Thing(`${name}-thing`, { parent: this });
    this.registerOutputs({});
  }
}

describe("an answer as an Output", () => {
  it("is what the Promise form answers, and not secret although the keys are", async () => {
    const answer = await settle(filesafer.checkHashOutput({ hashCode }, { provider }));
    expect(answer).toMatchObject({ known: true, secret: false });
    expect(answer.value).toEqual(await filesafer.checkHash({ hashCode }, { provider }));
  });

  it("takes arguments as values, Promises and Outputs", async () => {
    const answer = filesafer.checkHashOutput(
      { hashCode: pulumi.output(hashCode), hashType: Promise.resolve("sha1" as const) },
      { provider },
    );
    expect((await settle(answer.detected)).value).toBe(true);
  });

  it("takes a Date as it is, in a Promise and in an Output", async () => {
    const start = new Date(Date.now() - day);
    const end = new Date();
    const moments = [start, Promise.resolve(start), pulumi.output(0).apply(() => start)];
    for (const startDateTime of moments) {
      await settle(securitymonitoring.getAVListOutput({ startDateTime, endDateTime: end }, { provider }));
    }
    const sent = emulator.requests().map(({ fields }) => fields.startDateTime);
    expect(sent).toEqual(moments.map(() => start.getTime()));
  });

  it("needs no arguments where none are required", async () => {
    expect((await settle(wsc.getJobsOutput(undefined, { provider }).total_cnt)).value).toBe(0);
    expect((await settle(wsc.searchJobsOutput({}, { provider }).total_cnt)).value).toBe(0);
  });

  it("is secret when an argument is", async () => {
    const secret = await settle(
      filesafer.checkHashOutput({ hashCode: pulumi.secret(hashCode) }, { provider }),
    );
    expect(secret).toMatchObject({ known: true, secret: true });
  });

  it("depends on what its arguments and its dependencies come from", async () => {
    const thing = new Thing("thing");
    const dependsOn = [new Thing("first"), pulumi.output(new Thing("second"))];
    const { resources } = await settle(
      filesafer.checkHashOutput({ hashCode: thing.hash }, { provider, dependsOn }),
    );
    expect(resources).toEqual(expect.arrayContaining(["first", "second", "thing"]));
  });
});

describe("an answer is unknown, and nothing is sent,", () => {
  const expectUnasked = async (answer: pulumi.Output<unknown>) => {
    expect(await settle(answer)).toMatchObject({ known: false, secret: false });
    expect(emulator.requests()).toEqual([]);
  };

  it("while an argument is unknown", async () => {
    await expectUnasked(filesafer.checkHashOutput({ hashCode: unknownOutput() }, { provider }));
  });

  it("while a credential is unknown", async () => {
    const incomplete = providerOf(emulator, { secretKey: unknownOutput() });
    await expectUnasked(filesafer.checkHashOutput({ hashCode }, { provider: incomplete }));
  });

  it("while another setting is unknown", async () => {
    const incomplete = providerOf(emulator, { endpoints: unknownOutput() });
    await expectUnasked(filesafer.checkHashOutput({ hashCode }, { provider: incomplete }));
  });

  it("while a dependency does not exist", async () => {
    await enterProgram({ preview: true });
    const dependsOn = new Thing("thing");
    await expectUnasked(filesafer.checkHashOutput({ hashCode }, { provider, dependsOn }));
    await expectUnasked(
      filesafer.checkHashOutput({ hashCode }, { provider, dependsOn: [pulumi.output(dependsOn)] }),
    );
  });

  it("while a part of a component that it depends on does not exist", async () => {
    await enterProgram({ preview: true });
    const dependsOn = new Component("component");
    await expectUnasked(filesafer.checkHashOutput({ hashCode }, { provider, dependsOn }));
  });

  it("while the resource that a known argument comes from does not exist", async () => {
    await enterProgram({ preview: true });
    const { hash } = new Thing("thing");
    expect((await settle(hash)).known).toBe(true);
    await expectUnasked(filesafer.checkHashOutput({ hashCode: hash }, { provider }));
  });
});

describe("in a preview", () => {
  it("queries run that need nothing new", async () => {
    await enterProgram({ preview: true });
    const answer = await settle(filesafer.checkHashOutput({ hashCode }, { provider: providerOf(emulator) }));
    expect(answer).toMatchObject({ known: true, value: { detected: true } });
  });

  it("the Promise form names the credentials that are not known, and the form that can wait", async () => {
    const keys = { accessKey: unknownOutput<string>(), secretKey: unknownOutput<string>() };
    const asked = filesafer.checkHash({ hashCode }, { provider: providerOf(emulator, keys) });
    await expect(asked).rejects.toThrow(
      /^filesafer checkHash: accessKey and secretKey of the provider .* Use the form of this query that ends in Output/,
    );
    expect(emulator.requests()).toEqual([]);
  });
});

describe("a component that it depends on", () => {
  it("is waited for with all of its parts", async () => {
    const dependsOn = new Component("component");
    const { known, resources } = await settle(
      filesafer.checkHashOutput({ hashCode }, { provider, dependsOn }),
    );
    expect(known).toBe(true);
    expect(resources).toEqual(expect.arrayContaining(["component", "component-thing"]));
  });
});
