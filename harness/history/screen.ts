import { groupedBy } from '../analysis/grouping.ts';
import { median } from '../analysis/interval.ts';
import { type Baseline, FEWEST_NIGHTS } from './baseline.ts';
import { gatedMetrics } from './cpuRatio.ts';
import {
  changeOf,
  type JudgedMetric,
  LEAST_EFFECT,
  type MetricKind,
  type MetricValues,
  valueOf,
} from './metric.ts';
import type { NightMeasurement } from './night.ts';
import { type NightLevel, nightLevel, spreadOverNights, trialVarianceOver } from './noise.ts';

/**
 * Standard deviations from the baseline at which a metric is looked at again. A screen: it decides how
 * often A/B pairs are run, and the pairs alone decide about a regression.
 */
const SCREEN_Z = 1.6;
/** The same for the ratios: they are for machines whose speed hides the rest, and each is one more to be wrong. */
const SCREEN_RATIO_Z = 2.5;
/** Trials that differ this many times more than the history's say that the machine was unsteady. */
const UNSTEADY = 4;
/** No spread is smaller than this, relative: below it are the clock, the histogram's buckets and rounding. */
const LEAST_SPREAD = 0.005;
/** Variance of a median against that of a mean, normal samples. */
const MEDIAN_VARIANCE = Math.PI / 2;

export type Screening =
  | { readonly status: 'insufficient-history'; readonly nights: number }
  | {
      readonly status: 'unsteady';
      /** How many times more tonight's trials differed from each other than the baseline's. */
      readonly unsteadiness: number;
    }
  | {
      readonly status: 'passed' | 'suspect';
      readonly judged: readonly JudgedMetric[];
      readonly suspects: readonly JudgedMetric[];
      /** Metrics of tonight that too few nights of the baseline have. */
      readonly unjudged: readonly string[];
    };

/** A metric over the baseline's nights. */
interface Past {
  readonly metric: MetricValues;
  readonly tonight: NightLevel;
  /** Shape [segments][nights]. */
  readonly levels: readonly (readonly number[])[];
  readonly trialVariance: number;
}

const pastOf = (metric: MetricValues, segments: readonly LevelledNights[]): Past | null => {
  const known = segments
    .map((nights) => nights.flatMap((levels) => levels.get(metric.id) ?? []))
    .filter((nights) => nights.length > 0);
  const all = known.flat();
  const trialVariance = trialVarianceOver(all);
  if (all.length < FEWEST_NIGHTS || trialVariance === null) return null;
  return {
    metric,
    tonight: nightLevel(metric),
    levels: known.map((nights) => nights.map(({ level }) => level)),
    trialVariance: Math.max(trialVariance, LEAST_SPREAD ** 2),
  };
};

/** Each night's metrics by id. */
type Levels = ReadonlyMap<string, NightLevel>;
type LevelledNights = readonly Levels[];

/** A night stands in the baseline of the fourteen that follow: its logs are taken once. */
const levelled = new WeakMap<NightMeasurement, Levels>();

const levelsOf = (night: NightMeasurement): Levels => {
  const known = levelled.get(night);
  if (known) return known;
  const levels = new Map(
    gatedMetrics(night.metrics).map((metric) => [metric.id, nightLevel(metric)]),
  );
  levelled.set(night, levels);
  return levels;
};

/**
 * How many times more tonight's trials vary than the history's; at least 1. The median over all metrics:
 * an unsteady machine unsettles most of them, while a component that hardly works, with its few requests
 * of a trial, varies a hundredfold on its own.
 */
const inflationOf = (pasts: readonly Past[]): number => {
  const ratios = pasts.flatMap(({ tonight, trialVariance }) => {
    const tonights = trialVarianceOver([tonight]);
    return tonights === null ? [] : [tonights / trialVariance];
  });
  return ratios.length === 0 ? 1 : Math.max(1, median(ratios));
};

/** Variance of a night's level, by the nights themselves; at least what its trials alone would cause. */
const nightVariance = ({ tonight, levels, trialVariance }: Past): number =>
  Math.max(
    levels.some((nights) => nights.length > 1) ? spreadOverNights(levels) ** 2 : 0,
    trialVariance / tonight.trials,
  );

const worseThanBefore = ({ tonight, levels }: Past): number =>
  tonight.level - median(levels[0] as readonly number[]);

const screenZ = (kind: MetricKind): number => (kind === 'cpu-ratio' ? SCREEN_RATIO_Z : SCREEN_Z);

const judgedMetric = (past: Past, inflation: number, common: number): JudgedMetric => {
  const { metric, tonight, levels, trialVariance } = past;
  const { id, kind, cell, group } = metric;
  const current = levels[0] as readonly number[];
  const level = median(current);
  const overTrials = trialVariance / tonight.trials;
  const variance =
    nightVariance(past) * (1 + MEDIAN_VARIANCE / current.length) + (inflation - 1) * overTrials;
  const worse = worseThanBefore(past);
  return {
    id,
    kind,
    cell,
    group,
    baseline: valueOf(kind, level),
    tonight: valueOf(kind, tonight.level),
    change: changeOf(kind, worse),
    z: worse / Math.sqrt(variance),
    zAgainstOthers: (worse - common) / Math.sqrt(variance),
    suspectFrom: Math.max(LEAST_EFFECT[kind], Math.expm1(screenZ(kind) * Math.sqrt(variance))),
    pairVariance: 2 * trialVariance * inflation,
  };
};

const isRatio = ({ metric }: Past): boolean => metric.kind === 'cpu-ratio';

const isSuspect = ({ kind, z, zAgainstOthers, baseline, tonight }: JudgedMetric): boolean =>
  (kind === 'cpu-ratio' ? Math.min(z, zAgainstOthers) : z) > screenZ(kind) &&
  Math.abs(Math.log(tonight / baseline)) > Math.log1p(LEAST_EFFECT[kind]);

/** Of a part's CPU and its ratio the one that differs less from trial to trial: two tests would cost each other power. */
const surestOfParts = (suspects: readonly JudgedMetric[]): readonly JudgedMetric[] =>
  suspects.filter(
    ({ cell, group, pairVariance }) =>
      group === null ||
      !suspects.some(
        (other) =>
          other.cell === cell && other.group === group && other.pairVariance < pairVariance,
      ),
  );

/** Holds tonight against the baseline. Pure; the same whether nights are measured or simulated. */
export const screen = (tonight: NightMeasurement, baseline: Baseline): Screening => {
  if (baseline.nights < FEWEST_NIGHTS)
    return { status: 'insufficient-history', nights: baseline.nights };
  const segments = baseline.segments.map((nights) => nights.map(levelsOf));
  const metrics = gatedMetrics(tonight.metrics);
  const pasts = metrics.flatMap((metric) => pastOf(metric, segments) ?? []);
  const [ratios, measured] = [pasts.filter(isRatio), pasts.filter((past) => !isRatio(past))];
  const inflation = inflationOf(measured);
  if (inflation > UNSTEADY ** 2) return { status: 'unsteady', unsteadiness: Math.sqrt(inflation) };
  const common = median(measured.map(worseThanBefore));
  const ratioInflation = inflationOf(ratios);
  const judged = [
    ...measured.map((past) => judgedMetric(past, inflation, common)),
    // What a cell's ratios have in common is what its balancer did.
    ...[...groupedBy(ratios, ({ metric }) => metric.cell).values()].flatMap((cell) =>
      cell.map((past) => judgedMetric(past, ratioInflation, median(cell.map(worseThanBefore)))),
    ),
  ];
  const suspects = surestOfParts(judged.filter(isSuspect));
  const known = new Set(judged.map(({ id }) => id));
  return {
    status: suspects.length === 0 ? 'passed' : 'suspect',
    judged,
    suspects,
    unjudged: metrics.map(({ id }) => id).filter((id) => !known.has(id)),
  };
};
