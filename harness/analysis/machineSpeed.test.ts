import { describe, expect, it } from 'vitest';
import {
  type PacedSeries,
  ratioAtOneSpeed,
  slowness,
  speedModel,
  type YardstickUse,
  yardstickUse,
} from './machineSpeed.ts';
import { gradeOfRatio } from './ratio.ts';
import { smallestDetectable } from './sensitivity.ts';
import { seededNormal } from './simulation.ts';

const SIMULATIONS = 2_000;
const CELLS = 10;
const TRIALS = 3;
/** Of a trial, at one speed of the machine. */
const NOISE = 0.04;

interface World {
  /** Of the machine's speed from trial to trial. */
  readonly machine: number;
  /** Whether the generator's CPU is known. */
  readonly told: boolean;
  /** Of the first cell's throughput, from the first side to the second; of the noise's smallest detectable effect. */
  readonly slowdown: number;
}

/** It takes less for each of more requests. */
const generatorAt = (slowness: number, answersPerSecond: number): YardstickUse => ({
  role: 'generator',
  cores: 1e-3 * answersPerSecond ** 0.68 * Math.exp(slowness),
  answersPerSecond,
  bytesPerAnswer: 2_000,
});

const pairOfRuns = (normal: () => number, { machine, told }: World, factor: number) => {
  const trials = (level: number): PacedSeries => {
    const slow = Array.from({ length: TRIALS }, () => machine * normal());
    const values = slow.map((slowness) => level * Math.exp(NOISE * normal() - slowness));
    return {
      values,
      yardstick: told ? slow.map((slowness, i) => generatorAt(slowness, values[i] as number)) : [],
    };
  };
  const before = Array.from({ length: CELLS }, (_, cell) => trials(100 * (cell + 1)));
  const after = Array.from({ length: CELLS }, (_, cell) => trials(100 * (cell + 1) * factor));
  return { before, after, model: speedModel([...before, ...after]) };
};

/** Grades of one cell, over many pairs of runs. */
const simulated = (world: World): readonly string[] => {
  const normal = seededNormal(11);
  return Array.from({ length: SIMULATIONS }, () => {
    const noise = { variance: NOISE ** 2, df: 2 * CELLS * (TRIALS - 1) - 1 };
    const detectable = smallestDetectable(noise, TRIALS)?.value ?? 0;
    const factor = 1 / (1 + world.slowdown * detectable);
    const { before, after, model } = pairOfRuns(normal, world, factor);
    const none: PacedSeries = { values: [], yardstick: [] };
    return gradeOfRatio(ratioAtOneSpeed(before[0] ?? none, after[0] ?? none, model).ratio);
  });
};

const share = (grades: readonly string[], grade: string): number =>
  grades.filter((one) => one === grade).length / grades.length;

describe('two runs that differ in nothing', () => {
  const margin = 3.29 * Math.sqrt((0.05 * 0.95) / SIMULATIONS);

  it.each([
    { machine: 0, told: false },
    { machine: 0.15, told: false },
    { machine: 0.15, told: true },
    { machine: 0.01, told: true },
  ])('are told apart in 5 % of the figures: within the binomial bounds of 99.9 % (%o)', (world) => {
    const told = 1 - share(simulated({ ...world, slowdown: 0 }), 'indistinguishable');
    expect(told).toBeGreaterThan(0.05 - margin);
    expect(told).toBeLessThan(0.05 + margin);
  });
});

describe('a slowdown of one cell', () => {
  const told = { machine: 0.15, told: true };

  it('of the smallest detectable effect is found in four of five runs, of 1.5 times that in nine of ten', () => {
    expect(share(simulated({ ...told, slowdown: 1 }), 'worse')).toBeGreaterThan(0.76);
    expect(share(simulated({ ...told, slowdown: 1.5 }), 'worse')).toBeGreaterThan(0.9);
    expect(share(simulated({ ...told, slowdown: 1.5 }), 'better')).toBe(0);
  });

  it('is mostly missed where the machine’s speed is not told', () => {
    expect(share(simulated({ ...told, told: false, slowdown: 1.5 }), 'worse')).toBeLessThan(0.4);
  });
});

describe('speedModel', () => {
  const normal = seededNormal(5);

  it('finds how the figure follows the machine and the noise that is left', () => {
    const { model } = pairOfRuns(normal, { machine: 0.15, told: true, slowdown: 0 }, 1);
    expect(model.elasticity).toBeCloseTo(-1, 1);
    expect(Math.sqrt(model.spread.variance)).toBeGreaterThan(0.03);
    expect(Math.sqrt(model.spread.variance)).toBeLessThan(0.05);
    expect(model.spread.df).toBe(39);
  });

  it('takes nothing out where a cell does not tell its speed, or too few trials do', () => {
    const cell = (values: readonly number[], slowness: readonly number[]): PacedSeries => ({
      values,
      yardstick: slowness.map((slow, i) => generatorAt(slow, values[i] as number)),
    });
    const untold = [cell([1, 1.1, 1.2, 1.1, 1], []), cell([1, 1.1, 1.2, 1.1, 1], [0, 1, 2, 1, 0])];
    expect(speedModel(untold)).toMatchObject({ elasticity: 0, spread: { df: 8 } });
    const few = [cell([1, 1.1, 1.2], [0, 1, 2]), cell([1, 1.1, 1.2], [0, 1, 2])];
    expect(speedModel(few)).toMatchObject({ elasticity: 0, spread: { df: 4 } });
  });

  it('knows the speed by whichever yardstick each cell has', () => {
    const slow = [0, 0.2, -0.1, 0.3, -0.2];
    const byBalancer = slow.map(
      (slowness): YardstickUse => ({
        role: 'balancer',
        cores: 0.06 * Math.exp(slowness),
        answersPerSecond: 300,
        bytesPerAnswer: 4_000,
      }),
    );
    const values = slow.map((slowness) => 300 * Math.exp(-slowness));
    const byGenerator = slow.map((slowness) => generatorAt(slowness, 300));
    const model = speedModel([
      { values, yardstick: byBalancer },
      { values, yardstick: byGenerator },
    ]);
    expect(model.elasticity).toBeCloseTo(-1, 10);
    expect(model.spread.variance).toBeCloseTo(0, 10);
  });

  it('takes a system that carries less, whose generator is woken up as often, for no slower machine', () => {
    // Twenty pairs of a single node with one of 0.82 of its quota, on one machine in turn.
    const recorded = { cores: 0.02325, answersPerSecond: 176.1 };
    const withLess = { cores: 0.02036, answersPerSecond: 142.4 };
    const of = (use: typeof recorded) => slowness({ role: 'generator', ...use });
    expect(Math.abs(of(withLess) - of(recorded))).toBeLessThan(0.02);
    expect(slowness(generatorAt(0.2, 250)) - slowness(generatorAt(0, 250))).toBeCloseTo(0.2, 10);
  });
});

describe('yardstickUse', () => {
  const use = {
    containers: [
      {
        name: 'generator',
        role: 'generator' as const,
        group: 'generator',
        cpuSeconds: 1,
        cpuQuotaCores: 0.3,
        cpuUtilisation: 0.1,
        throttledShare: 0,
        memoryBytes: 1,
        memoryLimitBytes: 2,
        transfer: null,
      },
    ],
    wallSeconds: 10,
    answersPerSecond: 500,
  };

  it('is in cores', () => {
    expect(yardstickUse('generator', use)).toEqual({
      role: 'generator',
      cores: 0.1,
      answersPerSecond: 500,
      bytesPerAnswer: null,
    });
  });

  it('tells the bytes that it moved for an answer', () => {
    const transfer = {
      networkInBytes: 9_000_000,
      networkOutBytes: 1_000_000,
      diskReadBytes: 1,
      diskWriteBytes: 1,
    };
    const containers = use.containers.map((container) => ({ ...container, transfer }));
    expect(yardstickUse('generator', { ...use, containers })?.bytesPerAnswer).toBe(2_000);
  });

  it('is unknown where the process was not observed or nothing was answered', () => {
    expect(yardstickUse('balancer', use)).toBeNull();
    expect(yardstickUse('generator', { ...use, containers: [] })).toBeNull();
    expect(yardstickUse('generator', { ...use, answersPerSecond: 0 })).toBeNull();
  });
});
