import { isDeepStrictEqual } from "node:util";
import { settingsOf, wantedSettings } from "../settings";
import { isHopeless } from "./hopeless";
import type { RandomProgram } from "./randomProgram";
import { type Name, names } from "./schedule";

/**
 * How often `up` may be needed once nothing goes wrong any more and time passes: to record, to wait, and where no search
 * finds a lost scan, to wait for that one first.
 */
const healingRuns = { searched: 2, unsearched: 3 };

/** Ends a schedule: all is well again, nothing is left to do, and a destroy leaves nothing. Answers complaints. */
export async function bringToAnEnd(play: RandomProgram): Promise<string[]> {
  return [...(await heal(play)), ...(await leave(play))];
}

/**
 * With all faults over, the next `up` takes home every scan that is still active; with time passing,
 * a few more bring about the program, and are quiet then. After a destroy that did not come to its end and
 * is taken back it refreshes, as the engine asks for: no state tells of a deletion that was begun.
 */
async function heal(play: RandomProgram): Promise<string[]> {
  play.letTimePass(false);
  const complaints = await play.run(play.halfDestroyed ? "up --refresh" : "up");
  complaints.push(
    ...names
      // One that answers an earlier program is waited for, which takes time.
      .filter((name) => play.isLost(name) && !play.moved.has(name))
      .map((name) => `the lost scan of ${name} was not taken over by the next up`),
  );
  play.letTimePass(true);
  const most = play.findsMemos ? healingRuns.searched : healingRuns.unsearched;
  for (let run = 0; run < most && (await isRestless(play)); run++) complaints.push(...(await play.run("up")));
  if (mayRunAgain(play)) complaints.push(...(await play.run("up --refresh")));
  complaints.push(...(await relent(play)));
  return [...complaints, ...(await faultsOfTheEnd(play))];
}

/** With a scan that fails every `up`, as it should, the engine deletes nothing; so it is taken out of the program. */
async function relent(play: RandomProgram): Promise<string[]> {
  const hopeless = hopelessScans(play);
  for (const name of hopeless) play.variants.delete(name);
  return hopeless.length === 0 ? [] : play.run("up");
}

/** Scans that no `up` can bring to satisfy the program. */
function hopelessScans(play: RandomProgram): Name[] {
  const program = play.program();
  return names.filter((name) => isHopeless(play.stage.world, program[name], play.stack.state.get(name)));
}

/** Only a refresh sees that a scan has failed, or when it ended, and lets the program ask for another. */
function mayRunAgain(play: RandomProgram): boolean {
  return Object.values(play.program()).some(({ args }) => args.rerunOnFailure === true || "maxAge" in args);
}

async function isRestless(play: RandomProgram): Promise<boolean> {
  const hopeless = hopelessScans(play).map((name) => `update ${name}: state`);
  const steps = await play.stack.preview(play.program());
  return steps.some((step) => !hopeless.includes(step));
}

async function faultsOfTheEnd(play: RandomProgram): Promise<string[]> {
  const program = play.program();
  const expected = JSON.stringify(wantedSettings(program, play.formers.left));
  const { world } = play.stage;
  const found = JSON.stringify(settingsOf(world));
  const complaints = [
    ...(await play.stack.preview(program)).map((step) => `still to do: ${step}`),
    ...(await play.stack.refresh()).errors.map((error) => error.message),
    ...(await play.stack.preview(program)).map((step) => `still to do after a refresh: ${step}`),
    ...(expected === found ? [] : [`NCP holds ${found} instead of ${expected}`]),
    ...play.ledger.atEnd(),
  ];
  const missing = Object.keys(program).filter((name) => !play.stack.state.has(name));
  return [...complaints, ...missing.map((name) => `${name} is in no state`)];
}

async function leave(play: RandomProgram): Promise<string[]> {
  const { world } = play.stage;
  const [held, before] = [settingsOf(world), new Map(play.stack.state)];
  const outcome = await play.stack.destroy();
  play.note(outcome);
  play.formers.note(held, before, play.stack.state);
  const found = settingsOf(world);
  return [
    ...outcome.errors.map((error) => `destroy: ${error.message}`),
    ...world.remote.activeJobs().map((job) => `scan ${job.instanceNo} outlives the stack`),
    ...(isDeepStrictEqual(found, play.formers.left)
      ? []
      : [`after destroy NCP holds ${JSON.stringify(found)}`]),
  ];
}
