import { describe, expect, it } from 'vitest';
import { belongingOf, labelsOf } from './labels.ts';

const belonging = {
  deployment: 'a1b2',
  run: 'run-1',
  cell: 'single-1-browse',
  owner: { machine: 'm', boot: 'b', pidNamespace: 'pid:[1]', pid: 12, started: '345' },
};

describe('labels', () => {
  it('say whose a thing is, and are read back', () => {
    expect(belongingOf(labelsOf(belonging))).toEqual(belonging);
  });

  it.each(Object.keys(labelsOf(belonging)))('are not ours without %s', (label) => {
    const { [label]: _, ...rest } = labelsOf(belonging);
    expect(belongingOf(rest)).toBeNull();
  });

  it.each([[null], [undefined], [{}], [{ 'dev.plateau.tool': 'other' }]])(
    '%j: not ours',
    (labels) => {
      expect(belongingOf(labels)).toBeNull();
    },
  );

  it.each(['', '0', '-1', '1.5', 'x'])('with the process id "%s" are not ours', (pid) => {
    expect(belongingOf({ ...labelsOf(belonging), 'dev.plateau.owner.pid': pid })).toBeNull();
  });
});
