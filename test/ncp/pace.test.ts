import { describe, expect, it } from "vitest";
import { ThrottledError } from "../../provider/ncp/errors";
import { RequestPacer } from "../../provider/ncp/http/pace";
import { retry } from "../../provider/ncp/http/retry";
import { createJob, listJobs, openGateway, rejection, serve, settingsOf } from "./support";

const begin = 1_000_000;
const untilNever = { latest: Number.POSITIVE_INFINITY };

/** A pace under a clock that moves on only when all that can happen at a moment has happened. */
function pacing({ chance = 0.5, longest = 60_000 } = {}) {
  let now = begin;
  const sleepers: { until: number; wake: () => void }[] = [];
  const sleep = (milliseconds: number) =>
    new Promise<void>((wake) => void sleepers.push({ until: now + milliseconds, wake }));
  const parts = { clock: () => now, random: () => chance, sleep };
  const pace = new RequestPacer(parts, longest);
  const starts: number[] = [];
  const call = async (outcome: () => unknown = () => "done", turn = untilNever) =>
    pace.run(async () => {
      starts.push(Math.round(now - begin));
      await sleep(10);
      return outcome();
    }, turn);

  /** Lets time pass until nobody sleeps any more. */
  async function run(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const next = sleepers.sort((one, other) => one.until - other.until).shift();
      if (next === undefined) return;
      now = Math.max(now, next.until);
      next.wake();
    }
  }
  return {
    starts,
    call,
    run,
    setBack: (milliseconds: number) => {
      now -= milliseconds;
    },
    refused: (retryAfter?: number, turn = untilNever) => rejection(call(refusal(retryAfter), turn)),
    repeated: (outcome: () => unknown) => {
      const settings = { maxAttempts: 4, budget: longest / 1000 };
      const attempt = async () => {
        starts.push(Math.round(now - begin));
        return outcome();
      };
      return rejection(retry(attempt, { ...parts, pace, settings, repeatable: true }));
    },
  };
}

const refusal = (retryAfter?: number) => () => {
  throw new ThrottledError("too many", { retryAfter });
};

describe("calls of one gateway", () => {
  it("go out at once, one after the other", async () => {
    const { call, run, starts } = pacing();
    for (let count = 0; count < 3; count += 1) await Promise.all([call(), run()]);
    expect(starts).toEqual([0, 10, 20]);
  });

  it("that come first and together are spread over a moment", async () => {
    const { call, run, starts } = pacing();
    const calls = Array.from({ length: 4 }, () => call());
    await run();
    await Promise.all(calls);
    expect(starts).toEqual([0, 50, 90, 122]);
  });

  it("are not spread any more once many have succeeded", async () => {
    const { call, run, starts } = pacing();
    for (let count = 0; count < 11; count += 1) await Promise.all([call(), run()]);
    const calls = Array.from({ length: 4 }, () => call());
    await run();
    await Promise.all(calls);
    expect(starts.slice(-4)).toEqual([110, 110, 110, 110]);
  });
});

describe("a refusal", () => {
  it("holds up all calls as long as NCP asks, and then they go out one by one, ever closer", async () => {
    const { call, refused, run, starts } = pacing();
    await Promise.all([refused(7000), run()]);
    const calls = Array.from({ length: 4 }, () => call());
    await run();
    await Promise.all(calls);
    expect(starts).toEqual([0, 7010, 14_010, 19_610, 24_090]);
  });

  it("holds up calls that are waiting for their turn already", async () => {
    const { call, refused, run, starts } = pacing();
    const calls = [refused(7000), call()];
    await run();
    await Promise.all(calls);
    expect(starts).toEqual([0, 7010]);
  });

  it("counts once if it meets several calls that were under way together", async () => {
    const { call, refused, run, starts } = pacing();
    for (let count = 0; count < 11; count += 1) await Promise.all([call(), run()]);
    const calls = [refused(1000), refused(1000), refused(1000)];
    await run();
    await Promise.all(calls);
    const after = [call(), call()];
    await run();
    await Promise.all(after);
    expect(starts.slice(-2)).toEqual([1120, 2120]);
  });

  it("after another one puts the calls further apart", async () => {
    const { call, refused, run, starts } = pacing();
    for (let count = 0; count < 3; count += 1) await Promise.all([refused(1000), run()]);
    const calls = [call(), call()];
    await run();
    await Promise.all(calls);
    const [last, next] = starts.slice(-2);
    expect(Number(next) - Number(last)).toBe(4000);
  });

  it("that asks for more than the budget holds up nobody else", async () => {
    const { call, refused, run, starts } = pacing({ chance: 0 });
    await Promise.all([refused(61_000), run()]);
    await Promise.all([call(), run()]);
    expect(starts).toEqual([0, 10]);
  });

  it("holds up calls for as long when the clock is set back", async () => {
    const { call, refused, run, setBack, starts } = pacing();
    await Promise.all([refused(7000), run()]);
    setBack(500_000);
    await Promise.all([call(), run()]);
    expect(starts[1]).toBe(7010 - 500_000);
  });

  it("because a quota is exhausted holds up nobody else", async () => {
    const { call, run, starts } = pacing();
    const exhausted = () => {
      throw new ThrottledError("no more today", { code: "400", retryAfter: 7000 });
    };
    await Promise.all([rejection(call(exhausted)), run()]);
    await Promise.all([call(), run()]);
    expect(starts).toEqual([0, 10]);
  });
});

describe("a call", () => {
  it("is not held up beyond its budget, whatever others have met with", async () => {
    const { call, refused, run, starts } = pacing();
    await Promise.all([refused(7000), run()]);
    const calls = [
      call(),
      call(undefined, { latest: begin + 8000 }),
      call(undefined, { latest: begin + 1000 }),
    ];
    await run();
    await Promise.all(calls);
    expect(starts.slice(1)).toEqual([1000, 8000, 8000]);
  });
});

describe("many calls together", () => {
  it("give up within two budgets, though NCP refuses all of them on and on", async () => {
    const { repeated, run, starts } = pacing();
    const calls = Array.from({ length: 50 }, () => repeated(refusal(30_000)));
    await run();
    for (const error of await Promise.all(calls)) expect(error).toBeInstanceOf(ThrottledError);
    expect(Math.max(...starts)).toBeLessThanOrEqual(120_000);
  });
});

describe("a call that waits because another one was refused", () => {
  /** A service that refuses everything, and what the second of two calls comes to. */
  async function second(parts: Parameters<typeof openGateway>[1] = {}, signal?: AbortSignal) {
    let calls = 0;
    const endpoint = await serve((_, response) => {
      calls += 1;
      response.writeHead(429, { "retry-after": calls < 5 ? "7" : "0" }).end();
    });
    const opened = openGateway(settingsOf({ endpoint }), parts);
    await rejection(opened.gateway.send(listJobs));
    const before = opened.waits.length;
    const error = await rejection(opened.gateway.send(createJob, { signal }));
    return { error, calls, waits: opened.waits.slice(before) };
  }

  it("has all its attempts still", async () => {
    const { error, calls, waits } = await second();
    expect(error).toMatchObject({ details: { hint: expect.stringContaining("Gave up after 4 attempts") } });
    expect(calls).toBe(8);
    expect(waits[0]).toBe(7000);
  });

  it("is never sent if it is aborted meanwhile", async () => {
    const abort = new AbortController();
    const reason = new Error("canceled by the user");
    let now = begin;
    const sleep = (milliseconds: number, signal?: AbortSignal) => {
      now += milliseconds;
      if (signal === undefined) return Promise.resolve();
      abort.abort(reason);
      return Promise.reject(new Error(`interrupted: ${signal.aborted}`));
    };
    const { error, calls } = await second({ sleep, clock: () => now }, abort.signal);
    expect(error).toBe(reason);
    expect(calls).toBe(4);
  });
});
