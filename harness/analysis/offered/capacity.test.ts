import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../model/random.ts';
import { type CapacityProbe, capacityUnder, keeps } from './capacity.ts';
import { seededNormal } from '../simulation.ts';

const LEVEL = { p99Ms: 100, errorShare: 0.01 };
const SERVICE_RATE = 300;
/** M/M/1: p99 = ln 100 / (μ − λ). */
const TRUE_CAPACITY = SERVICE_RATE - (Math.log(100) / LEVEL.p99Ms) * 1000;
const DEPLOYMENT_NOISE = 0.02;

/** p99 of a queue that begins empty, Poisson arrivals and exponential service, by Lindley's recursion. */
const queueP99Ms = (
  rate: number,
  serviceRate: number,
  seconds: number,
  random: () => number,
): number => {
  const exponential = (perSecond: number): number => -Math.log(1 - random()) / perSecond;
  const responses: number[] = [];
  let waiting = 0;
  for (let clock = exponential(rate); clock < seconds; ) {
    const response = waiting + exponential(serviceRate);
    responses.push(response);
    const gap = exponential(rate);
    clock += gap;
    waiting = Math.max(0, response - gap);
  }
  return (responses.toSorted((a, b) => a - b)[Math.floor(0.99 * responses.length)] ?? 0) * 1000;
};

/** How a profile measures a capacity. */
interface Design {
  readonly deployments: number;
  readonly searched: number;
  readonly seconds: number;
}

/** Shares of the saturation throughput that all cells are offered, and where the search goes (`rates.ts`). */
const SHARES = [0.2, 0.4, 0.6, 0.8, 0.95, 1.1];
const AROUND = [1, 0.93, 1.05, 0.97, 1.1, 0.88];

const between = (probes: readonly CapacityProbe[]): number => {
  const ratesOf = (kept: boolean): readonly number[] =>
    probes.filter((one) => keeps(one, LEVEL) === kept).map(({ ratePerSecond }) => ratePerSecond);
  return (Math.max(...ratesOf(true)) + Math.min(...ratesOf(false))) / 2;
};

const measured = (seed: number, { deployments, searched, seconds }: Design) => {
  const random = seededRandom(seed);
  const normal = seededNormal(seed + 1);
  const probes: CapacityProbe[] = [];
  for (let deployment = 0; deployment < deployments; deployment += 1) {
    const serviceRate = SERVICE_RATE * (1 + DEPLOYMENT_NOISE * normal());
    const offer = (ratePerSecond: number): void => {
      const p99Ms = queueP99Ms(ratePerSecond, serviceRate, seconds, random);
      probes.push({ deployment: String(deployment), ratePerSecond, p99Ms, errorShare: 0 });
    };
    for (const share of SHARES) offer(share * SERVICE_RATE);
    for (const around of AROUND.slice(0, searched))
      offer(around * (capacityUnder(probes, LEVEL).value ?? between(probes)));
  }
  return capacityUnder(probes, LEVEL);
};

const probe = (ratePerSecond: number, p99Ms: number, errorShare = 0): CapacityProbe => ({
  deployment: 'a',
  ratePerSecond,
  p99Ms,
  errorShare,
});

describe('capacityUnder', () => {
  const RUNS = 40;
  /** 2,000 probes of 30 s are some 17 million requests. */
  const LONG = { timeout: 60_000 };
  const DESIGNS: readonly (readonly [string, Design])[] = [
    ['standard', { deployments: 3, searched: 3, seconds: 15 }],
    ['full', { deployments: 5, searched: 6, seconds: 30 }],
  ];

  it.each(DESIGNS)(
    'in the %s profile is within a twentieth of the truth in nine of ten runs, and its interval holds it in eight',
    LONG,
    (_profile, design) => {
      const estimates = Array.from({ length: RUNS }, (_, run) => measured(run * 31 + 1, design));
      const close = estimates.filter(
        ({ value }) => value !== null && Math.abs(value / TRUE_CAPACITY - 1) < 0.05,
      );
      const held = estimates.filter(
        (estimate) =>
          estimate.value !== null &&
          (estimate.low ?? Infinity) <= TRUE_CAPACITY &&
          TRUE_CAPACITY <= (estimate.high ?? 0),
      );
      expect(close.length).toBeGreaterThanOrEqual(0.9 * RUNS);
      expect(held.length).toBeGreaterThanOrEqual(0.8 * RUNS);
    },
  );

  it('has no interval from a single deployment', () => {
    expect(capacityUnder([probe(100, 50), probe(200, 150)], LEVEL)).toMatchObject({
      low: null,
      high: null,
    });
  });

  it('says up to which rate every probe kept the level', () => {
    expect(capacityUnder([probe(100, 50), probe(200, 90)], LEVEL)).toEqual({
      value: null,
      reason: { kind: 'every-probe-within' },
      low: 200,
    });
  });

  it('takes errors over their limit for a failure, however fast', () => {
    const { value } = capacityUnder([probe(100, 50), probe(200, 50, 0.02)], LEVEL);
    expect(value).toBeGreaterThan(100);
    expect(value).toBeLessThan(200);
  });

  it('says no more than up to the first miss where the miss itself lies too far off to tell', () => {
    const far = [probe(100, 50), probe(150, 1_000), probe(200, 90)];
    expect(capacityUnder(far, LEVEL)).toEqual({
      value: null,
      reason: { kind: 'no-probes-near' },
      low: 100,
    });
  });

  it('never says that all kept the level where fast errors did not', () => {
    const refused = [probe(100, 50), probe(200, 5, 0.3)];
    expect(capacityUnder(refused, LEVEL).value).toBeGreaterThan(100);
    expect(capacityUnder(refused, LEVEL).value).toBeLessThan(200);
  });

  it('stands where no error at all is allowed', () => {
    const strict = { ...LEVEL, errorShare: 0 };
    expect(capacityUnder([probe(100, 50), probe(200, 90, 0.001)], strict).value).toBeGreaterThan(
      100,
    );
  });

  it('says up to which rate even where all probes were far under the limit', () => {
    expect(capacityUnder([probe(100, 5), probe(150, 6)], LEVEL)).toMatchObject({
      reason: { kind: 'every-probe-within' },
      low: 150,
    });
  });

  it('knows nothing where no probe kept the level', () => {
    expect(capacityUnder([probe(100, 150)], LEVEL)).toEqual({
      value: null,
      reason: { kind: 'no-probe-within' },
    });
  });
});
