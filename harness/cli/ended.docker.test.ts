import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HalfRun, halfRun, interruptedAt, type WayToEnd } from './fixtures/interruption.ts';
import type { Moment } from './fixtures/terminalRun.ts';

let half: HalfRun;
beforeAll(async () => {
  half = await halfRun();
});
afterAll(() => half[Symbol.asyncDispose]());

/** `ended.long.test.ts` has every way in every stage; SIGKILL is in `run.docker.test.ts`, too. */
const REPRESENTATIVES: readonly (readonly [WayToEnd, Moment])[] = [
  ['a second Ctrl-C', 'drive'],
  ['SIGTERM', 'reconcile'],
  ['a closed terminal', 'restore'],
];

describe('a run that is ended by', () => {
  it.each(REPRESENTATIVES)(
    '%s during %s loses no trial and leaves nothing',
    async (way, moment) => {
      await interruptedAt(half, way, moment);
      expect.hasAssertions();
    },
  );
});
