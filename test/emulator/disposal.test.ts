import { expect, it } from "vitest";
import { startEmulator } from "../../emulator";

const answers = (url: string) =>
  fetch(`${url}/_emulator/health`).then(
    () => true,
    () => false,
  );

it("`await using` closes the emulator at the end of its block", async () => {
  const urls: string[] = [];
  {
    await using emulator = await startEmulator();
    urls.push(emulator.url);
    expect(await answers(emulator.url)).toBe(true);
  }
  expect(await Promise.all(urls.map(answers))).toEqual([false]);
});

it("closing it before is harmless", async () => {
  await using emulator = await startEmulator();
  await emulator.close();
  await emulator[Symbol.asyncDispose]();
  expect(await answers(emulator.url)).toBe(false);
});
