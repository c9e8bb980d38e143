import { beforeEach, describe, expect, it } from "vitest";
import { Submissions } from "../../provider/ncp/client/submissions";

let waited: number;
let looks: number;
let submissions: Submissions;

beforeEach(() => {
  waited = 0;
  looks = 0;
  let now = 0;
  submissions = new Submissions(
    () => now,
    async (milliseconds) => {
      const before = looks;
      for (let count = 0; count < 20; count += 1) await turn();
      now += milliseconds;
      // Nobody has looked meanwhile: it was waited for.
      if (looks === before) waited += 1;
    },
  );
});

/** Lets all that can go on do so. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** One search serves all who look at the same time. */
let search: Promise<void> | undefined;

async function look(): Promise<void> {
  search ??= (async () => {
    looks += 1;
    await turn();
    search = undefined;
  })();
  await search;
}

async function make(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    await submissions.add(turn);
    await submissions.lookTogether(look);
  }
}

describe("an engine that makes so many at once", () => {
  it.each([
    { slots: 1, most: 100 },
    { slots: 2, most: 55 },
    { slots: 4, most: 30 },
    { slots: 16, most: 30 },
  ])("$slots: they look together, and wait for nobody who cannot come", async ({ slots, most }) => {
    await Promise.all(Array.from({ length: slots }, () => make(96 / slots)));
    expect(looks).toBeLessThanOrEqual(most);
    expect(waited).toBeLessThanOrEqual(2);
  });
});

it("waits for others that came before, and no more once they have not come", async () => {
  await Promise.all([make(5), make(5), make(5)]);
  await make(1);
  expect(waited).toBeGreaterThan(0);
  waited = 0;
  await make(10);
  expect(waited).toBe(0);
});

it("looks although a call hangs", async () => {
  void submissions.add(() => new Promise(() => {}));
  await make(1);
  expect(looks).toBe(1);
});
