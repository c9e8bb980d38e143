// make.mts PROGRAM: prints how long a program of bench/programs takes to make BENCH_SIZE resources, without an engine.
import * as pulumi from "@pulumi/pulumi";

// Loading has a figure of its own.
import "pulumi-ncloud-security";

const mocks: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
  call: () => ({}),
};
await pulumi.runtime.setMocks(mocks, "bench", "bench", false, "organization");
const started = performance.now();
await import(`../programs/${process.argv[2]}.ts`);
await pulumi.runtime.disconnect();
console.log(JSON.stringify({ milliseconds: performance.now() - started }));
