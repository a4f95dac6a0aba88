import { describe, expect, it } from 'vitest';
import type { ContainerState } from '../engine/engine.ts';
import { casualtiesBetween } from './casualties.ts';

const state = (over: Partial<ContainerState> = {}): ContainerState => ({
  container: 'db',
  running: true,
  paused: false,
  exitCode: null,
  startedAt: 'once',
  restarts: 0,
  oomKilled: false,
  memoryKills: 0,
  ...over,
});

const fate = (after: Partial<ContainerState>): readonly string[] =>
  casualtiesBetween([state()], [state(after)]).map(({ what }) => what);

describe('a container', () => {
  it.each<[Partial<ContainerState>, string]>([
    [{ running: false, exitCode: 137, oomKilled: true }, 'was killed for memory'],
    [{ running: false, paused: true }, 'was paused'],
    [{ running: false, exitCode: 3 }, 'died with code 3'],
    [{ startedAt: 'again' }, 'restarted'],
    [{ restarts: 1 }, 'restarted'],
    [{ memoryKills: 2 }, 'had 2 of its processes killed for memory'],
  ])('of which is found %j %s', (after, what) => {
    expect(fate(after)).toEqual([what]);
  });

  it('that is not found was removed', () => {
    expect(casualtiesBetween([state()], [])).toEqual([{ container: 'db', what: 'was removed' }]);
  });

  it('that is as it was is none, also where its memory kills are not known', () => {
    expect(fate({})).toEqual([]);
    expect(casualtiesBetween([state({ memoryKills: null })], [state({ memoryKills: 4 })])).toEqual(
      [],
    );
  });
});
