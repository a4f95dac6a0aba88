import { describe, expect, it } from 'vitest';
import { hostUsage, parseProcStat } from './host.ts';

const stat = (user: number, idle: number, ioWait: number, steal: number): string =>
  `cpu  ${user} 0 0 ${idle} ${ioWait} 0 0 ${steal} 0 0\ncpu0 1 2 3\n`;

describe('the host', () => {
  it('is busy for all that is neither idle, waiting for a disk nor stolen', () => {
    const before = parseProcStat(stat(100, 100, 0, 0));
    const after = parseProcStat(stat(150, 120, 20, 10));
    expect(hostUsage(before, after)).toMatchObject({ cpuBusyShare: 0.5, cpuStealShare: 0.1 });
  });

  it('is unknown where it could not be read', () => {
    expect(hostUsage(null, parseProcStat(stat(1, 1, 0, 0)))).toBeNull();
  });

  it('is unknown over no time at all', () => {
    const reading = parseProcStat(stat(1, 1, 0, 0));
    expect(hostUsage(reading, reading)).toBeNull();
  });
});
