import { seededNormal } from '../../analysis/simulation.ts';
import { seededRandom } from '../../model/random.ts';
import type { MetricKind, MetricValues } from '../metric.ts';
import type { TrialPair } from '../night.ts';

/** Relative standard deviations of one metric; p99's are three times as large. */
export interface Noise {
  readonly night: number;
  readonly deployment: number;
  readonly trial: number;
  /** Of the machine's speed from trial to trial, which all CPU and the throughput of one trial share. */
  readonly speed: number;
  /** All metrics share a night's deviation, as of a slower machine; else each has its own. */
  readonly nightShared: boolean;
  /** Student's t with 4 degrees of freedom in the place of normal noise. */
  readonly heavyTails: boolean;
}

/** FACTS' noise: 2 % night, 2 % deployment, 3 % trial. */
export const MEASURED_NOISE: Noise = {
  night: 0.02,
  deployment: 0.02,
  trial: 0.03,
  speed: 0,
  nightShared: false,
  heavyTails: false,
};

const P99_FACTOR = 3;
/** A neighbour on the same host: everything slower, and the trials more uneven. */
const BAD_NIGHT = { share: 0.05, slowdown: [0.03, 0.25], unevenness: [1, 6] } as const;

export interface SimulatedMetric {
  readonly id: string;
  readonly kind: MetricKind;
  readonly cell: string;
  readonly group: string | null;
}

const CELLS: Readonly<Record<string, readonly string[]>> = {
  'single-1': ['app/shop', 'database/db'],
  'cluster-8': ['app/shop', 'database/db', 'balancer/balancer'],
  'split-8': [
    'app/users',
    'app/products',
    'app/orders',
    'app/admin',
    'app/analytics',
    'database/db',
    'balancer/balancer',
  ],
};

/** 18 metrics, as the shop has: throughput and CPU by group at saturation, p99 at the offered rate. */
export const METRICS: readonly SimulatedMetric[] = Object.entries(CELLS).flatMap(
  ([cell, groups]): readonly SimulatedMetric[] => [
    { id: `throughput ${cell}`, kind: 'throughput', cell, group: null },
    { id: `p99 ${cell}-offered`, kind: 'p99', cell: `${cell}-offered`, group: null },
    ...groups.map(
      (group): SimulatedMetric => ({ id: `cpu ${cell} ${group}`, kind: 'cpu', cell, group }),
    ),
  ],
);

/** Log cost that a change of the code adds to each metric: [metrics]. */
export type Regression = readonly number[];

export interface SimulatedNight {
  readonly values: readonly MetricValues[];
  /** Pairs in the same night: same level, same unevenness, fresh deployments. */
  readonly pairs: (cells: readonly string[], count: number) => readonly TrialPair[];
}

export interface World {
  readonly night: (regression: Regression) => SimulatedNight;
  readonly uniform: () => number;
}

const TRIALS = 5;

const within = ([low, high]: readonly [number, number], share: number): number =>
  low + (high - low) * share;

export const simulatedWorld = (seed: number, noise: Noise): World => {
  const uniform = seededRandom(seed);
  const normal = seededNormal(seed ^ 0x5bd1e995);
  const draw = (): number => {
    const z = normal();
    if (!noise.heavyTails) return z;
    const chi = normal() ** 2 + normal() ** 2 + normal() ** 2 + normal() ** 2;
    // t with 4 degrees of freedom has variance 2.
    return z / Math.sqrt(chi / 4) / Math.SQRT2;
  };
  const night = (regression: Regression): SimulatedNight => {
    const bad = uniform() < BAD_NIGHT.share;
    const slowdown = bad ? Math.log1p(within(BAD_NIGHT.slowdown, uniform())) : 0;
    const unevenness = bad ? within(BAD_NIGHT.unevenness, uniform()) : 1;
    const shared = draw();
    const factors = METRICS.map(({ kind }) => (kind === 'p99' ? P99_FACTOR : 1));
    const levels = factors.map(
      (factor) => slowdown + factor * noise.night * (noise.nightShared ? shared : draw()),
    );
    const trial = (index: number, added: number, slower: number): number => {
      const { kind } = METRICS[index] as SimulatedMetric;
      const own = draw() * noise.deployment + draw() * noise.trial;
      const cost =
        (levels[index] as number) +
        added +
        (kind === 'p99' ? 0 : slower) +
        (factors[index] as number) * unevenness * own;
      return 100 * Math.exp(kind === 'throughput' ? -cost : cost);
    };
    const slower = (): number => draw() * noise.speed;
    const side = (cell: string, changed: boolean): Readonly<Record<string, number>> => {
      const slowerNow = slower();
      return Object.fromEntries(
        METRICS.flatMap((metric, index) =>
          metric.cell === cell
            ? [[metric.id, trial(index, changed ? (regression[index] as number) : 0, slowerNow)]]
            : [],
        ),
      );
    };
    const slowerByCell = new Map(
      Object.keys(CELLS).map((cell) => [cell, Array.from({ length: TRIALS }, slower)]),
    );
    return {
      values: METRICS.map((metric, index) => ({
        ...metric,
        values: Array.from({ length: TRIALS }, (_, i) =>
          trial(index, regression[index] as number, slowerByCell.get(metric.cell)?.[i] ?? 0),
        ),
      })),
      pairs: (cells, count) =>
        Array.from({ length: count }, () =>
          cells.map((cell) => ({ cell, before: side(cell, false), after: side(cell, true) })),
        ).flat(),
    };
  };
  return { night, uniform };
};
