import { describe, expect, it } from 'vitest';
import { type HostReading, hostUsage, parsePressure, parseProcStat } from './host.ts';

const stat = (user: number, idle: number, ioWait: number, steal: number): string =>
  `cpu  ${user} 0 0 ${idle} ${ioWait} 0 0 ${steal} 0 0\ncpu0 1 2 3\n`;

const reading = (text: string, over: Partial<HostReading> = {}): HostReading => ({
  ...parseProcStat(text),
  atMs: 0,
  pressureMicros: null,
  ...over,
});

describe('the host', () => {
  it('is busy for all that is neither idle, waiting for a disk nor stolen', () => {
    const before = reading(stat(100, 100, 0, 0));
    const after = reading(stat(150, 120, 20, 10));
    expect(hostUsage(before, after)).toMatchObject({ cpuBusyShare: 0.5, cpuStealShare: 0.1 });
  });

  it('is under pressure for the time in which something waited for a core', () => {
    const before = reading(stat(0, 0, 0, 0), { atMs: 1_000, pressureMicros: 5_000_000 });
    const after = reading(stat(9, 1, 0, 0), { atMs: 3_000, pressureMicros: 5_500_000 });
    expect(hostUsage(before, after)?.cpuPressureShare).toBeCloseTo(0.25);
    expect(hostUsage(before, { ...after, pressureMicros: null })?.cpuPressureShare).toBeNull();
  });

  it('is unknown where it could not be read', () => {
    expect(hostUsage(null, reading(stat(1, 1, 0, 0)))).toBeNull();
  });

  it('is unknown over no time at all', () => {
    const once = reading(stat(1, 1, 0, 0));
    expect(hostUsage(once, once)).toBeNull();
  });
});

describe('parsePressure', () => {
  it('reads the total of those that waited, in µs', () => {
    const line = (kind: string, total: number) =>
      `${kind} avg10=0.18 avg60=0.35 avg300=6.53 total=${total}\n`;
    expect(parsePressure(line('some', 589) + line('full', 7))).toBe(589);
    expect(parsePressure('')).toBeNull();
  });
});
