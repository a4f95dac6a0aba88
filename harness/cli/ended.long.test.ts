import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type HalfRun,
  halfRun,
  interruptedAt,
  WAYS,
  type WayToEnd,
} from './fixtures/interruption.ts';
import { type Moment, MOMENTS } from './fixtures/terminalRun.ts';

let half: HalfRun;
beforeAll(async () => {
  half = await halfRun();
});
afterAll(() => half[Symbol.asyncDispose]());

describe.each(Object.keys(WAYS) as WayToEnd[])('a run that is ended by %s', (way) => {
  it.each(Object.keys(MOMENTS) as Moment[])(
    'during %s loses no trial and leaves nothing',
    async (moment) => {
      await interruptedAt(half, way, moment);
      expect.hasAssertions();
    },
  );
});
