import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../model/random.ts';
import { type CapacityProbe, capacityUnder } from './capacity.ts';
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

/** Five deployments, each with a bisection from the saturation throughput downwards. */
const search = (seed: number, seconds: number): readonly CapacityProbe[] => {
  const random = seededRandom(seed);
  const normal = seededNormal(seed + 1);
  return Array.from({ length: 5 }, (_, deployment) => {
    const serviceRate = SERVICE_RATE * (1 + DEPLOYMENT_NOISE * normal());
    let low = 0.6 * SERVICE_RATE;
    let high = 1.02 * SERVICE_RATE;
    return Array.from({ length: 6 }, (): CapacityProbe => {
      const ratePerSecond = (low + high) / 2;
      const p99Ms = queueP99Ms(ratePerSecond, serviceRate, seconds, random);
      if (p99Ms <= LEVEL.p99Ms) low = ratePerSecond;
      else high = ratePerSecond;
      return { deployment: String(deployment), ratePerSecond, p99Ms, errorShare: 0 };
    });
  }).flat();
};

const probe = (ratePerSecond: number, p99Ms: number, errorShare = 0): CapacityProbe => ({
  deployment: 'a',
  ratePerSecond,
  p99Ms,
  errorShare,
});

describe('capacityUnder', () => {
  const RUNS = 60;
  const estimates = Array.from({ length: RUNS }, (_, run) =>
    capacityUnder(search(run * 31 + 1, 15), LEVEL),
  );

  it('is within 5 % of the truth in nine of ten searches with probes of 15 s', () => {
    const close = estimates.filter(
      ({ value }) => value !== null && Math.abs(value / TRUE_CAPACITY - 1) < 0.05,
    );
    expect(close.length).toBeGreaterThanOrEqual(0.9 * RUNS);
  });

  it('has an interval that holds the truth in eight of ten: probes of 15 s flatter by some 1.5 %', () => {
    const held = estimates.filter(
      (estimate) =>
        estimate.value !== null &&
        (estimate.low ?? Infinity) <= TRUE_CAPACITY &&
        TRUE_CAPACITY <= (estimate.high ?? 0),
    );
    expect(held.length).toBeGreaterThanOrEqual(0.8 * RUNS);
  });

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

  it('knows nothing where no probe kept the level, or none came near', () => {
    expect(capacityUnder([probe(100, 150)], LEVEL).value).toBeNull();
    expect(capacityUnder([probe(100, 5)], LEVEL).value).toBeNull();
  });
});
