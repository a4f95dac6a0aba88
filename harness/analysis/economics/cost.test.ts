import { describe, expect, it } from 'vitest';
import { ASSUMED_ECONOMICS } from '../../experiment/economics.ts';
import type { Prices } from '../../model/economics.ts';
import { plantedPlan } from '../fixtures/plantedRun.ts';
import { perMillionRequests, planCost } from './cost.ts';

const PRICES: Prices = {
  ...ASSUMED_ECONOMICS.prices,
  perCoreHour: 0.1,
  perGibHour: 0.01,
  operationsHoursPerPart: 3,
  perOperationsHour: 50,
  databaseSteps: [{ fromCpuCores: 0.25, factor: 2 }],
  availability: { app: 0.9, balancer: 0.99, database: 0.95 },
};

describe('planCost', () => {
  it('adds cores, memory and the work on each part, replicas being one part', () => {
    const cost = planCost(plantedPlan('cluster', 4), PRICES);
    // 0.4 + 0.15 cores, and 0.25 at twice the price; six containers of 1/8 GiB.
    expect(cost.infrastructurePerMonth).toBeCloseTo(730 * (0.1 * 1.05 + 0.01 * 0.75));
    expect(cost.cpuCores).toBeCloseTo(0.8);
    expect(cost.parts).toBe(3);
    expect(cost.operationsPerMonth).toBe(3 * 150);
    expect(cost.perMonth).toBeCloseTo(cost.infrastructurePerMonth + 450);
  });

  it('takes the parts in series and the replicas of each side by side', () => {
    expect(planCost(plantedPlan('cluster', 2), PRICES).availability).toBeCloseTo(
      0.99 * 0.99 * 0.95,
    );
    expect(planCost(plantedPlan('split', 5), PRICES).availability).toBeCloseTo(
      0.9 ** 5 * 0.99 * 0.95,
    );
  });

  it('does not raise the price below the first step', () => {
    const dearer = { ...PRICES, databaseSteps: [{ fromCpuCores: 0.3, factor: 2 }] };
    expect(planCost(plantedPlan('cluster', 4), dearer).infrastructurePerMonth).toBeCloseTo(
      730 * (0.1 * 0.8 + 0.01 * 0.75),
    );
  });
});

describe('perMillionRequests', () => {
  it('turns the interval of the throughput round', () => {
    const cost = perMillionRequests(2_628, {
      value: 100,
      low: 80,
      high: 125,
      confidence: 0.95,
      samples: 3,
    });
    expect(cost).toMatchObject({ value: 10, low: 8, high: 12.5, samples: 3 });
  });

  it('has no bound where the throughput has none', () => {
    const single = { value: 100, low: null, high: null, confidence: 0.95, samples: 1 };
    expect(perMillionRequests(1, single)).toMatchObject({ low: null, high: null });
    expect(
      perMillionRequests(1, { value: null, reason: { kind: 'no-completed-trial' } }).value,
    ).toBeNull();
  });
});
