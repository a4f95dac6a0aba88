import { describe, expect, it } from 'vitest';
import { ASSUMED_ECONOMICS } from '../../experiment/economics.ts';
import type { Economics, Prices } from '../../model/economics.ts';
import { type BestBuy, bestBuy } from './bestBuy.ts';
import { plantedCandidate } from '../fixtures/plantedCandidate.ts';
import type { Candidate } from './candidate.ts';
import { bestBuyClaim } from './claim.ts';
import { perMillionRequests } from './cost.ts';

const PRICES: Prices = {
  ...ASSUMED_ECONOMICS.prices,
  operationsHoursPerPart: 2,
  perOperationsHour: 50,
  assumed: [],
};
const PER_MILLION: Economics = { prices: PRICES, growth: null, migration: null };

const cluster = plantedCandidate('add-nodes', 700, 1_000);
const split = plantedCandidate('split', 1_400, 1_000);

const buyOf = (candidates: readonly Candidate[], economics = PER_MILLION): BestBuy => {
  const buy = bestBuy(candidates, economics);
  if (buy.winner === null) throw new Error(buy.reason.kind);
  return buy;
};

describe('the best buy comes out either way', () => {
  it('is the split where it carries twice as much and the parts cost little', () => {
    // 2,100 / 1,400 against 1,300 / 700.
    const buy = buyOf([cluster, split]);
    expect(buy.winner.kind).toBe('split');
    expect(buy.costRatio.value).toBeCloseTo(1.5 / (1_300 / 700));
    expect(bestBuyClaim(buy, PER_MILLION)).toMatchObject({
      winner: { kind: 'split' },
      runnerUp: { kind: 'add-nodes' },
      grade: 'confirmed',
      assumedPrices: false,
    });
  });

  it('is the cluster where the same parts cost more', () => {
    const small = plantedCandidate('split', 1_400, 1_800);
    expect(buyOf([cluster, small]).winner.kind).toBe('add-nodes');
  });

  it('is neither for certain where the intervals leave room for both', () => {
    const noisy = plantedCandidate('split', 1_400, 1_000, { share: 0.4 });
    expect(bestBuyClaim(buyOf([cluster, noisy]), PER_MILLION)?.grade).toBe('indistinguishable');
  });

  it('is only correlated where one of the two is a prediction', () => {
    const bigger = plantedCandidate('bigger-database', 2_500, 1_200, { tested: 'predicted' });
    expect(bestBuyClaim(buyOf([cluster, bigger]), PER_MILLION)).toMatchObject({
      winner: { kind: 'bigger-database', tested: 'predicted' },
      grade: 'correlated',
    });
  });
});

describe('what must be true', () => {
  it('solves for the hours a part at which both cost the same, and says on which side the split wins', () => {
    const { conditions } = buyOf([cluster, split]);
    const ofSplit = conditions.find(({ candidate }) => candidate.kind === 'split');
    // 1000/1400 + f·1100/1400 = 1000/700 + f·300/700 → f = 2, of 2 hours.
    expect(ofSplit?.operationsHours).toBeCloseTo(4);
    expect(ofSplit?.winsWith).toBe('fewer');
    expect(ofSplit?.timesTheSize).toBeCloseTo(0.5);
    const ofCluster = conditions.find(({ candidate }) => candidate.kind === 'add-nodes');
    expect(ofCluster?.operationsHours).toBeCloseTo(4);
    expect(ofCluster?.winsWith).toBe('more');
  });

  it.each([1.9, 2.1])('turns the order at %s times the stated hours', (factor) => {
    const at = (candidate: Candidate): Candidate => {
      const cost = {
        ...candidate.cost,
        operationsPerMonth: candidate.cost.operationsPerMonth * factor,
        perMonth:
          candidate.cost.infrastructurePerMonth + candidate.cost.operationsPerMonth * factor,
      };
      return {
        ...candidate,
        cost,
        perMillionRequests: perMillionRequests(cost.perMonth, candidate.throughputPerSecond),
      };
    };
    expect(buyOf([at(cluster), at(split)]).winner.kind).toBe(factor < 2 ? 'split' : 'add-nodes');
  });

  it('knows no hours where one is dearer in both', () => {
    const { conditions } = buyOf([cluster, plantedCandidate('split', 700, 1_500)]);
    expect(conditions[0]).toMatchObject({ operationsHours: null, winsWith: null });
  });
});

describe('for a stated load', () => {
  const growing = (peakPerSecond: number): Economics => ({
    ...PER_MILLION,
    growth: { peakPerSecond, perMonth: { expected: 0, low: 0, high: 0 }, headroom: 0.25 },
  });

  it('is the cheapest that carries it with its headroom', () => {
    expect(buyOf([cluster, split], growing(500)).winner.kind).toBe('add-nodes');
    expect(buyOf([cluster, split], growing(600)).winner.kind).toBe('split');
  });

  it('is uncertain where only the middle of the interval carries it', () => {
    const economics = growing(1_390 / 1.25);
    expect(bestBuyClaim(buyOf([cluster, split], economics), economics)?.grade).toBe(
      'indistinguishable',
    );
  });

  it('is nothing where nothing carries it', () => {
    const economics = growing(5_000);
    const buy = bestBuy([cluster, split], economics);
    expect(bestBuyClaim(buy, economics)).toMatchObject({
      winner: null,
      loadPerSecond: 6_250,
      grade: 'unknown',
    });
  });
});
