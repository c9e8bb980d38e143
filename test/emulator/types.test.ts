import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type {
  Advance,
  ClockChange,
  Credentials,
  FaultInput,
  FileMove,
  JobMove,
  Pace,
  Seed,
  SettingsChange,
} from "../../emulator";
import type { credentials } from "../../emulator/account/keys";
import type { pace } from "../../emulator/account/settings";
import type {
  advance,
  clockChange,
  fileMove,
  jobMove,
  seed,
  settingsChange,
} from "../../emulator/controls/schemas";
import type { faultList } from "../../emulator/faults/plan";

/** What a schema takes. */
type Taken<Schema extends z.ZodType> = z.input<Schema>;

// The compiler fails on each, when a schema and what programs are told of it differ in either direction.
test("the emulator's types are what its schemas take", () => {
  expectTypeOf<Taken<typeof advance>>().toEqualTypeOf<Advance>();
  expectTypeOf<Taken<typeof clockChange>>().toEqualTypeOf<ClockChange>();
  expectTypeOf<Readonly<Taken<typeof credentials>>>().toEqualTypeOf<Credentials>();
  expectTypeOf<Taken<typeof faultList>["faults"][number]>().toEqualTypeOf<FaultInput>();
  expectTypeOf<Taken<typeof fileMove>>().toEqualTypeOf<FileMove>();
  expectTypeOf<Taken<typeof jobMove>>().toEqualTypeOf<JobMove>();
  expectTypeOf<Taken<typeof pace>>().toEqualTypeOf<Pace>();
  expectTypeOf<Taken<typeof seed>>().toEqualTypeOf<Seed>();
  expectTypeOf<Taken<typeof settingsChange>>().toEqualTypeOf<SettingsChange>();
});
