import { judgeNight } from '../gate.ts';
import { logCost } from '../metric.ts';
import type { Entry, Night, NightStatus } from '../night.ts';
import {
  METRICS,
  type Noise,
  type Regression,
  type SimulatedMetric,
  simulatedWorld,
} from './world.ts';

/** What is simulated: one row of the table. */
export interface Scenario {
  readonly name: string;
  readonly noise: Noise;
  /** The baseline's images are gone: the second night decides. */
  readonly imagesGone: boolean;
  /** Null where nothing changes; else the metrics that get worse, and by how much of their own unit. */
  readonly regression: {
    readonly of: (metric: SimulatedMetric) => boolean;
    readonly by: number;
  } | null;
}

export interface Tally {
  readonly nights: number;
  readonly byStatus: Readonly<Record<NightStatus, number>>;
  /** Nights that failed with nothing planted yet. */
  readonly falseAlarms: number;
  /** Nights on which pairs were run, with nothing planted yet. */
  readonly pairNights: number;
  /** Pairs of one cell that such nights took. */
  readonly pairsRun: number;
  readonly planted: number;
  readonly foundFirstNight: number;
  readonly foundWithinThree: number;
}

const NIGHTS = 60;
/** A planted regression comes after the baseline is full and leaves three nights to find it. */
const PLANTED_BETWEEN = [20, NIGHTS - 3] as const;

const NO_CHANGE: Regression = METRICS.map(() => 0);

/** 10 % less throughput, or 10 % more of what a request costs. */
const added = ({ regression }: Scenario): Regression =>
  METRICS.map((metric) => {
    if (!regression?.of(metric)) return 0;
    const factor = metric.kind === 'throughput' ? 1 - regression.by : 1 + regression.by;
    return logCost(metric.kind, factor);
  });

interface HistoryOutcome {
  readonly statuses: readonly NightStatus[];
  readonly pairs: readonly number[];
  readonly plantedAt: number | null;
}

const simulateHistory = async (scenario: Scenario, seed: number): Promise<HistoryOutcome> => {
  const world = simulatedWorld(seed, scenario.noise);
  const [first, last] = PLANTED_BETWEEN;
  const plantedAt = scenario.regression
    ? first + Math.floor(world.uniform() * (last - first + 1))
    : null;
  const regression = added(scenario);
  const newestFirst: Entry[] = [];
  const statuses: NightStatus[] = [];
  const pairs: number[] = [];
  const nights = plantedAt === null ? NIGHTS : plantedAt + 3;
  for (let index = 0; index < nights; index += 1) {
    const simulated = world.night(
      plantedAt !== null && index >= plantedAt ? regression : NO_CHANGE,
    );
    let run = 0;
    const measured = {
      id: `night-${index}`,
      startedAt: '',
      commit: null,
      fingerprint: {},
      images: { shop: String(index) },
      plans: {},
      metrics: simulated.values,
      cells: [],
    };
    const decision = await judgeNight(measured, newestFirst, {
      keeps: () => Promise.resolve(!scenario.imagesGone),
      runPairs: (_, cells, count) => {
        run += cells.length * count;
        return Promise.resolve(simulated.pairs(cells, count));
      },
    });
    const night: Night = { ...measured, kind: 'night', decision, attribution: null };
    newestFirst.unshift(night);
    statuses.push(decision.status);
    pairs.push(run);
  }
  return { statuses, pairs, plantedAt };
};

/** Seeded: the same scenario, histories and seed give the same tally. */
export const simulate = async (
  scenario: Scenario,
  histories: number,
  seed: number,
): Promise<Tally> => {
  const byStatus: Record<NightStatus, number> = {
    passed: 0,
    cleared: 0,
    suspected: 0,
    regressed: 0,
    invalid: 0,
    'insufficient-history': 0,
  };
  const tally = {
    nights: 0,
    falseAlarms: 0,
    pairNights: 0,
    pairsRun: 0,
    planted: 0,
    foundFirstNight: 0,
    foundWithinThree: 0,
  };
  for (let index = 0; index < histories; index += 1) {
    const outcome = await simulateHistory(scenario, seed + index * 7919);
    const quiet = outcome.plantedAt ?? NIGHTS;
    for (const [night, status] of outcome.statuses.entries()) {
      if (night >= quiet) continue;
      byStatus[status] += 1;
      tally.nights += status === 'insufficient-history' ? 0 : 1;
      tally.falseAlarms += status === 'regressed' ? 1 : 0;
      tally.pairNights += (outcome.pairs[night] as number) > 0 ? 1 : 0;
      tally.pairsRun += outcome.pairs[night] as number;
    }
    if (outcome.plantedAt === null) continue;
    const found = outcome.statuses.slice(outcome.plantedAt).indexOf('regressed');
    tally.planted += 1;
    tally.foundFirstNight += found === 0 ? 1 : 0;
    tally.foundWithinThree += found >= 0 ? 1 : 0;
  }
  return { ...tally, byStatus };
};
