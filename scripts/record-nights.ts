/**
 * Records what the nightly gate decides about the real shop, night after night, on this machine:
 *
 *     node --import tsx scripts/record-nights.ts
 *
 * Seven nights for a baseline, five in which nothing has changed, one whose commit costs one service of
 * the split a fifth more CPU, one on another engine. Each is a `plateau nightly` of a clone of this
 * repository, the planted change a commit in it. Interrupted, it goes on after the last night of
 * runs/recording; at the end the history is copied to harness/history/recorded, where a test judges it again.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Night } from '../harness/history/night.ts';
import { readHistory } from '../harness/history/store.ts';
import { type Clone, openClone } from './recording/clone.ts';
import { nightFrom } from './recording/nightFrom.ts';
import { plant, plantedMicros } from './recording/plant.ts';
import { readmeOf } from './recording/readme.ts';
import { STEPS, type Step } from './recording/steps.ts';

const ROOT = join(import.meta.dirname, '..');
const WORK = join(ROOT, 'runs/recording');
const HISTORY = join(WORK, 'history');
const RECORDED = join(ROOT, 'harness/history/recorded');
/** A night that the machine made invalid is measured again, and both stay in the history. */
const MOST_INVALID = 4;

const nightsOf = async (): Promise<readonly Night[]> =>
  [...(await readHistory(HISTORY)).newestFirst]
    .filter((entry) => entry.kind === 'night')
    .toReversed();

const isValid = ({ decision }: Night): boolean => decision.status !== 'invalid';

const checkOut = async (clone: Clone, { code }: Step, nights: readonly Night[]): Promise<void> => {
  await clone.checkOut('unchanged');
  if (code === 'planted') await plant(clone, plantedMicros(nights));
};

const recordNext = async (clone: Clone, step: Step, nights: readonly Night[]): Promise<void> => {
  console.error(`night ${nights.filter(isValid).length + 1} of ${STEPS.length}: ${step.what}`);
  await checkOut(clone, step, nights.filter(isValid));
  const { exitCode, summary } = await nightFrom(clone, step, {
    folder: WORK,
    experiment: join(RECORDED, 'split.yaml'),
    history: HISTORY,
  });
  console.error(`exit ${exitCode}, ${step.exitCode} expected: ${summary}`);
};

await mkdir(WORK, { recursive: true });
const clone = await openClone(ROOT, join(WORK, 'checkout'));
for (;;) {
  const nights = await nightsOf();
  const step = STEPS[nights.filter(isValid).length];
  if (!step) break;
  if (nights.length - nights.filter(isValid).length > MOST_INVALID)
    throw new Error('too many nights were invalid: measure on a machine that does nothing else');
  await recordNext(clone, step, nights);
  if ((await nightsOf()).length === nights.length)
    throw new Error('the night ended without an entry in the history; see above');
}

const nights = await nightsOf();
for (const kept of ['nights.ndjson', 'head.json', 'plans']) {
  await rm(join(RECORDED, kept), { recursive: true, force: true });
  await cp(join(HISTORY, kept), join(RECORDED, kept), { recursive: true });
}
await writeFile(join(RECORDED, 'planted.patch'), await clone.difference('unchanged', 'planted'));
await writeFile(join(RECORDED, 'README.md'), readmeOf(nights.filter(isValid), nights.length));
console.error(`copied to ${RECORDED}; now: npx vitest run --project unit harness/history/recorded`);
