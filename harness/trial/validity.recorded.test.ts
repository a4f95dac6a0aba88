import { describe, expect, it } from 'vitest';
import type { HostUsage } from '../model/usage.ts';
import { type HostReading, hostUsage, parseProcStat } from '../observe/host.ts';
import { loadResult } from './fixtures/fakeAgent.ts';
import { RECORDED } from './fixtures/recordedProcStat.ts';
import { invalidities } from './validity.ts';

const reading = (stat: string): HostReading => ({
  ...parseProcStat(stat),
  atMs: 0,
  pressureMicros: null,
});

const hostOf = ([before, after]: readonly [string, string]): HostUsage =>
  hostUsage(reading(before), reading(after)) ?? expect.fail('nothing was recorded');

const rules = (host: HostUsage, calibrated: HostUsage): readonly string[] =>
  invalidities(
    {
      load: loadResult(),
      containers: [],
      host,
      system: { nodes: [], balancer: null, databases: [], unobserved: [] },
      wallSeconds: 5,
    },
    { sloP99Ms: 500, calibratedStealShare: calibrated.cpuStealShare },
  ).map(({ rule }) => rule);

describe('a trial on a machine as it was recorded', () => {
  const calm = hostOf(RECORDED.calm);

  it('is refused where the hypervisor took more than at the calibration, and only there', () => {
    const stolen = hostOf(RECORDED.stolen);
    expect(stolen.cpuStealShare).toBeCloseTo(0.04, 3);
    expect(rules(stolen, calm)).toEqual(['host-stolen']);
    expect(rules(stolen, hostOf(RECORDED.stolenToo))).toEqual([]);
  });

  it('is refused where every core was busy', () => {
    expect(rules(hostOf(RECORDED.full), calm)).toEqual(['host-saturated']);
  });

  it('stands where there was room', () => {
    expect(rules(calm, calm)).toEqual([]);
  });
});
