import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isProvablyAlive, isProvablyDead, thisProcess } from './owner.ts';

describe('an owner', () => {
  const here = thisProcess();

  it('is told by machine, boot, process and its start', () => {
    expect(here.pid).toBe(process.pid);
    for (const part of [here.machine, here.boot, here.pidNamespace, here.started]) {
      expect(part).not.toBe('');
    }
    expect(thisProcess()).toEqual(here);
  });

  it('is alive while its process is', () => {
    expect(isProvablyDead(here, here)).toBe(false);
    expect(isProvablyAlive(here, here)).toBe(true);
  });

  it('is dead once its process is gone, and not before', async () => {
    const started = new Map([[4711, '88']]);
    const owner = { ...here, pid: 4711, started: '88' };
    expect(isProvablyDead(owner, here, (pid) => started.get(pid) ?? null)).toBe(false);
    started.delete(4711);
    expect(isProvablyDead(owner, here, (pid) => started.get(pid) ?? null)).toBe(true);
  });

  it('is dead where its process ended and nobody asked for its exit code', async () => {
    const child = spawn('true');
    await once(child, 'exit');
    expect(isProvablyDead({ ...here, pid: child.pid ?? 0 }, here)).toBe(true);
  });

  it('is dead where another process has its id by now', () => {
    expect(isProvablyDead({ ...here, started: '1' }, here)).toBe(true);
    expect(isProvablyAlive({ ...here, started: '1' }, here)).toBe(false);
  });

  it('is dead where the machine has started anew', () => {
    expect(isProvablyDead({ ...here, boot: 'an earlier one' }, here)).toBe(true);
  });

  it.each([
    ['on another machine', { machine: 'elsewhere', boot: 'of its own' }],
    ['in another container', { pidNamespace: 'pid:[1]', pid: 2 ** 22, started: '1' }],
    ['of unknown boot', { boot: '', started: '1' }],
    ['of unknown start', { started: '' }],
  ])('is called neither dead nor alive %s', (_, difference) => {
    expect(isProvablyDead({ ...here, ...difference }, here)).toBe(false);
    expect(isProvablyAlive({ ...here, ...difference }, here)).toBe(false);
  });
});
