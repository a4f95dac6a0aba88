import { describe, expect, it } from 'vitest';
import type { Experiment } from '../model/experiment.ts';
import type { Trial, TrialOutcome, TrialSlot } from '../model/trial.ts';
import { trialOrder } from './plan.ts';
import { profileExperiment } from './read.ts';
import { givenUpCells, remainingSlots } from './schedule.ts';

const experiment: Experiment = {
  ...profileExperiment('quick'),
  topologies: [{ topology: 'cluster', scales: [1, 2] }],
  trials: 3,
  retries: 1,
  offered: {
    topologies: [{ topology: 'cluster', scales: [2] }],
    ratesPerSecond: [50, 100],
    searchProbes: 0,
    deployments: 2,
    measureSeconds: 1,
    connections: 10,
  },
};

const invalid: TrialOutcome = { status: 'invalid', reasons: [], sample: null };
const failed: TrialOutcome = { status: 'failed', stage: 'deploy', error: 'gone' };
/** The schedule reads the status alone. */
const completed = { status: 'completed' } as TrialOutcome;

const trial = (slot: TrialSlot, outcome: TrialOutcome, ratePerSecond?: number): Trial => ({
  ...slot,
  attempt: 1,
  probe: ratePerSecond === undefined ? null : { ratePerSecond, deployedAt: 'then' },
  startedAt: 'then',
  stageSeconds: {},
  outcome,
});

/** 50, then 100, then no more. */
const twoRates = ({ cell, repetition }: TrialSlot, trials: readonly Trial[]): number | null =>
  [50, 100].find(
    (rate) =>
      !trials.some(
        (each) =>
          each.cell.id === cell.id &&
          each.repetition === repetition &&
          each.probe?.ratePerSecond === rate,
      ),
  ) ?? null;

const names = (trials: readonly Trial[]): readonly string[] =>
  remainingSlots(experiment, trials, twoRates).map(
    ({ cell, repetition }) => `${cell.id}#${repetition}`,
  );

const order = trialOrder(experiment);
const first = order[0] as TrialSlot;
const offered = order.at(-1) as TrialSlot;

describe('what is left to do', () => {
  it('is everything at first, offered cells last', () => {
    expect(names([])).toHaveLength(2 * 3 + 2);
    expect(names([]).slice(-2)).toEqual([
      'cluster-2-browse-offered#1',
      'cluster-2-browse-offered#2',
    ]);
  });

  it('has the offered cells also before it is known at what rates', () => {
    const atSaturation = order.filter(({ cell }) => cell.load === 'saturation');
    const unknownYet = ({ cell }: TrialSlot, trials: readonly Trial[]): number | null =>
      trials.length < atSaturation.length || trials.some((each) => each.cell.id === cell.id)
        ? null
        : 50;
    const done = atSaturation.map((slot) => trial(slot, completed));
    expect(remainingSlots(experiment, [], unknownYet)).toHaveLength(order.length);
    expect(remainingSlots(experiment, done.slice(1), unknownYet)).toHaveLength(1 + 2);
    expect(remainingSlots(experiment, done, unknownYet)).toHaveLength(2);
    const probed = order.slice(-2).map((slot) => trial(slot, completed, 50));
    expect(remainingSlots(experiment, [...done, ...probed], unknownYet)).toEqual([]);
  });

  it('is the same after every trial, whoever goes on', () => {
    const done: Trial[] = [];
    const left = names([]);
    for (const slot of order.slice(0, 6)) {
      done.push(trial(slot, completed));
      expect(names(done)).toEqual(left.slice(done.length));
    }
  });

  it('has an invalid trial done again in its place, as often as allowed', () => {
    expect(names([trial(first, invalid)])).toEqual(names([]));
    expect(names([trial(first, invalid), trial(first, completed)])).toEqual(names([]).slice(1));
  });

  it('leaves out a cell that keeps failing, and goes on with the rest', () => {
    const tried = [trial(first, failed), trial(first, invalid)];
    expect(givenUpCells(experiment, tried)).toEqual(new Set([first.cell.id]));
    expect(names(tried).filter((name) => name.startsWith(`${first.cell.id}#`))).toEqual([]);
    expect(names(tried)).toHaveLength(3 + 2);
  });

  it('keeps a deployment of an offered cell until it has no rate left', () => {
    const half = [trial(offered, completed, 50)];
    expect(names(half)).toEqual(names([]));
    expect(names([...half, trial(offered, invalid, 100)])).toEqual(names([]).slice(0, -1));
  });

  it('gives an offered cell up where it can not be deployed', () => {
    expect(names([trial(offered, failed), trial(offered, failed)])).toHaveLength(6);
  });
});
