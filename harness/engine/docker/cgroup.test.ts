import { describe, expect, it } from 'vitest';
import { cgroupReader, parseFlat, parseProcCgroup } from './cgroup.ts';

describe('parseProcCgroup', () => {
  it('reads joined controllers and the unified hierarchy', () => {
    const paths = parseProcCgroup('4:cpu,cpuacct:/docker/ab\n1:name=systemd:/docker/ab\n0::/a:b\n');
    expect(paths.get('cpu')).toBe('/docker/ab');
    expect(paths.get('cpuacct')).toBe('/docker/ab');
    expect(paths.get('')).toBe('/a:b');
  });
});

describe('parseFlat', () => {
  it('reads a counter a line', () => {
    expect(parseFlat('nr_periods 12\nnr_throttled 3\n')).toEqual({
      nr_periods: 12,
      nr_throttled: 3,
    });
  });
});

describe('cgroupReader', () => {
  it('is none for a process that is no container of that id', async () => {
    expect(await cgroupReader('0123456789abcdef', process.pid)).toBeNull();
  });

  it('is none for a process that is not here', async () => {
    expect(await cgroupReader('0123456789abcdef', 2 ** 22 + 1)).toBeNull();
  });
});
