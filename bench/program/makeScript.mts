// makeScript.mts PROGRAM: prints what time of the processor a program of bench/programs takes to make
// BENCH_SIZE resources, without an engine.
import * as pulumi from "@pulumi/pulumi";

// Loading has a figure of its own.
import "pulumi-ncloud-security";

const mocks: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
  call: () => ({}),
};
await pulumi.runtime.setMocks(mocks, "bench", "bench", false, "organization");
const before = process.cpuUsage();
await import(`../programs/${process.argv[2]}.ts`);
await pulumi.runtime.disconnect();
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ milliseconds: (user + system) / 1000 }));
