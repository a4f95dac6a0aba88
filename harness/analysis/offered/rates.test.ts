import { describe, expect, it } from 'vitest';
import { cellOf } from '../../model/cell.ts';
import type { Experiment, OfferedLoad } from '../../model/experiment.ts';
import { createHistogram, encodeHistogram } from '../../model/histogram.ts';
import type { LoadResult } from '../../model/load.ts';
import type { Sample, Trial } from '../../model/trial.ts';
import { EXPERIMENT, plantedRun } from '../fixtures/plantedRun.ts';
import { probesOf } from './probes.ts';
import { equalRates, nextRate } from './rates.ts';

const offered: OfferedLoad = {
  topologies: [
    { topology: 'cluster', scales: [6] },
    { topology: 'single', scales: [1] },
  ],
  ratesPerSecond: 'auto',
  searchProbes: 4,
  deployments: 3,
  measureSeconds: 15,
  connections: 96,
};
const experiment: Experiment = { ...EXPERIMENT, offered, slo: { p99Ms: 200, errorShare: 0.01 } };
const cluster = cellOf('cluster', 6, 'browse', { load: 'offered' });
const single = cellOf('single', 1, 'browse', { load: 'offered' });
const saturated = plantedRun().trials;

/** A queue that is full at 600/s: p99 = ln 100 / (600 − rate), so that 200 ms are kept up to 577/s. */
const FULL = 600;
const CAPACITY = FULL - Math.log(100) / 0.2;
const p99Micros = (rate: number): number =>
  rate >= FULL ? 5_000_000 : Math.min(5_000_000, (Math.log(100) / (FULL - rate)) * 1e6);

const sampleAt = (rate: number): Sample => {
  const recorded = createHistogram();
  recorded.recordValueWithCount(Math.round(p99Micros(rate)), 1_000);
  const encoded = encodeHistogram(recorded);
  const base = saturated[0]?.outcome;
  if (base?.status !== 'completed') throw new Error('the fixture has no sample');
  const load: LoadResult = {
    ...base.sample.load,
    routes: [
      {
        route: 'GET /',
        outcome: 'ok',
        count: 1_000,
        responseMicros: encoded,
        serviceMicros: encoded,
        hops: 0,
      },
    ],
  };
  return { ...base.sample, load };
};

const probed = (repetition: number, ratePerSecond: number): Trial => ({
  cell: cluster,
  repetition,
  attempt: 1,
  probe: { ratePerSecond, deployedAt: `deployment ${repetition}` },
  startedAt: 'then',
  stageSeconds: {},
  outcome: { status: 'completed', sample: sampleAt(ratePerSecond) },
});

/** All probes of one deployment, in the order in which they are asked for. */
const deployment = (repetition: number, before: readonly Trial[]): readonly Trial[] => {
  const trials: Trial[] = [...before];
  for (;;) {
    const rate = nextRate(experiment)({ cell: cluster, repetition }, trials);
    if (rate === null) return trials.slice(before.length);
    trials.push(probed(repetition, rate));
  }
};

describe('offered rates', () => {
  it('are the same for all cells but for those far past their own wall', () => {
    const all = equalRates(experiment, cluster, saturated);
    const own = equalRates(experiment, single, saturated);
    expect(all).toHaveLength(6);
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(6);
    expect(all.slice(0, own.length)).toEqual(own);
  });

  it('are those of the experiment where it names them', () => {
    const named = { ...experiment, offered: { ...offered, ratesPerSecond: [90, 30] } };
    expect(equalRates(named, single, saturated)).toEqual([30, 90]);
  });

  it('are none where saturation was not measured', () => {
    expect(equalRates(experiment, cluster, [])).toEqual([]);
    expect(nextRate(experiment)({ cell: cluster, repetition: 1 }, [])).toBeNull();
  });

  it('each come once on a deployment, in an order of its own, and the search after them', () => {
    const rates = equalRates(experiment, cluster, saturated);
    const orders = [1, 2].map((repetition) =>
      deployment(repetition, saturated).map(({ probe }) => probe?.ratePerSecond ?? 0),
    );
    for (const order of orders) {
      expect(order).toHaveLength(rates.length + offered.searchProbes);
      expect(order.slice(0, rates.length).toSorted((a, b) => a - b)).toEqual(rates);
      expect(order.slice(rates.length).some((rate) => rates.includes(rate))).toBe(false);
    }
    expect(orders[0]?.slice(0, 6)).not.toEqual(orders[1]?.slice(0, 6));
  });

  it('of the search lie about the capacity', () => {
    const searched = deployment(1, saturated).slice(-offered.searchProbes);
    for (const { ratePerSecond } of probesOf(searched)) {
      expect(Math.abs(ratePerSecond / CAPACITY - 1)).toBeLessThan(0.15);
    }
    const rates = probesOf(searched).map(({ ratePerSecond }) => ratePerSecond);
    expect(Math.min(...rates)).toBeLessThan(CAPACITY);
    expect(Math.max(...rates)).toBeGreaterThan(CAPACITY);
  });

  it('are offered again where a probe was no result, as often as the experiment allows', () => {
    const slot = { cell: cluster, repetition: 1 };
    const rate = nextRate(experiment)(slot, saturated) as number;
    const invalid: Trial = {
      ...probed(1, rate),
      outcome: { status: 'invalid', reasons: [], sample: null },
    };
    expect(nextRate(experiment)(slot, [...saturated, invalid])).toBe(rate);
    expect(nextRate(experiment)(slot, [...saturated, invalid, invalid])).not.toBe(rate);
  });

  it('of the search are made up for where a probe was no result, within the same bounds', () => {
    const slot = { cell: cluster, repetition: 1 };
    const rates = equalRates(experiment, cluster, saturated);
    const equal = rates.map((rate) => probed(1, rate));
    const before = [...saturated, ...equal];
    const lost: Trial = {
      ...probed(1, (nextRate(experiment)(slot, before) as number) + 0.1),
      outcome: { status: 'invalid', reasons: [], sample: null },
    };
    const after = deployment(1, [...before, lost]);
    expect(after).toHaveLength(offered.searchProbes);
    const tooMany = Array.from({ length: experiment.retries + 1 }, () => lost);
    expect(nextRate(experiment)(slot, [...before, ...tooMany])).toBeNull();
  });
});
