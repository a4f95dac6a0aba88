import { describe, expect, it } from 'vitest';
import { avoid, pickReplica, replicasOf } from './replicas.ts';

describe('pickReplica', () => {
  it('takes turns among idle ones', () => {
    const replicas = replicasOf(['a', 'b', 'c']);
    const picked = [0, 1, 2, 3].map((turn) => pickReplica(replicas, turn, 0).peer);
    expect(picked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('takes the one with the fewest requests in flight', () => {
    const replicas = replicasOf(['a', 'b', 'c']).map((replica, index) =>
      Object.assign(replica, { inFlight: [3, 1, 2][index] }),
    );
    expect([0, 1, 2].map((turn) => pickReplica(replicas, turn, 0).peer)).toEqual(['b', 'b', 'b']);
  });

  it('leaves one alone for a while after it was not there', () => {
    const replicas = replicasOf(['a', 'b']);
    const first = pickReplica(replicas, 0, 0);
    avoid(first, 0);
    expect(pickReplica(replicas, 0, 500).peer).toBe('b');
    expect(pickReplica(replicas, 0, 1_500).peer).toBe('a');
  });

  it('asks one that was not there where no other is', () => {
    const replicas = replicasOf(['a']);
    avoid(pickReplica(replicas, 0, 0), 0);
    expect(pickReplica(replicas, 0, 0).peer).toBe('a');
  });
});
