import { describe, expect, it } from 'vitest';
import type { UsageReading } from '../engine/engine.ts';
import { fakeTarget } from '../trial/fixtures/fakeTarget.ts';
import { containerUsages } from './containerUsage.ts';

const plan = fakeTarget({ audited: 'fine', settles: true }).topologies.pair?.plan(1, {} as never);
if (!plan) throw new Error('no plan');

const reading = (over: Partial<UsageReading>): UsageReading => ({
  container: 'app-1',
  atMs: 1_000,
  cpuSeconds: 5,
  periods: 100,
  throttledPeriods: 10,
  memoryBytes: 7,
  transfer: { networkInBytes: 100, networkOutBytes: 200, diskReadBytes: 0, diskWriteBytes: 50 },
  ...over,
});

describe('what a container used', () => {
  it('is CPU by the time of its own readings, scaled to the window', () => {
    const after = reading({
      atMs: 3_000,
      cpuSeconds: 5.1,
      periods: 140,
      throttledPeriods: 30,
      transfer: { networkInBytes: 300, networkOutBytes: 200, diskReadBytes: 0, diskWriteBytes: 80 },
    });
    expect(containerUsages(plan, [reading({})], [after], 4)).toEqual([
      {
        name: 'app-1',
        role: 'app',
        group: 'app',
        cpuSeconds: expect.closeTo(0.2) as number,
        warmCpuSeconds: 5,
        cpuQuotaCores: 0.1,
        cpuUtilisation: expect.closeTo(0.5) as number,
        throttledShare: 0.5,
        memoryBytes: 7,
        memoryLimitBytes: 2 ** 27,
        transfer: { networkInBytes: 400, networkOutBytes: 0, diskReadBytes: 0, diskWriteBytes: 60 },
      },
    ]);
  });

  it('is not made up where a reading is missing', () => {
    expect(containerUsages(plan, [reading({})], [], 4)).toEqual([]);
  });
});
