import type { TrialTiming } from '../model/experiment.ts';
import type { RunRecord } from '../model/run.ts';
import type { Trial } from '../model/trial.ts';
import { groupedBy } from './grouping.ts';
import type { MeasuredCell } from './measurement.ts';
import type { ScalingCurve } from './scalingCurve.ts';
import { otherMixes } from './otherMix.ts';
import type { NotTested, Warning } from './verdict.ts';
import type { WallTest } from './wallTest/wallTest.ts';

/** From this share of failed requests on throughput is not the whole story. */
const ERROR_SHARE_WORTH_SAYING = 0.01;

const trialWarnings = (cellId: string, trials: readonly Trial[]): readonly Warning[] => {
  const invalid = trials.flatMap(({ outcome }) => (outcome.status === 'invalid' ? [outcome] : []));
  const failed = trials.flatMap(({ outcome }) => (outcome.status === 'failed' ? [outcome] : []));
  const of = trials.length;
  const rules = [...new Set(invalid.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)))];
  return [
    ...(invalid.length > 0
      ? [{ kind: 'invalid-trials' as const, cellId, invalid: invalid.length, of, rules }]
      : []),
    ...(failed[0]
      ? [
          {
            kind: 'failed-trials' as const,
            cellId,
            failed: failed.length,
            of,
            stage: failed[0].stage,
            error: failed[0].error,
          },
        ]
      : []),
  ];
};

const cellWarnings = (
  cellId: string,
  cell: MeasuredCell | undefined,
  trials: readonly Trial[],
): readonly Warning[] => {
  if (!cell) {
    // What offered cells measured is no throughput at saturation, and a result all the same.
    return trials.some(({ outcome }) => outcome.status === 'completed')
      ? []
      : [{ kind: 'no-result', cellId, reason: { kind: 'no-completed-trial' } }];
  }
  const { errorShare, steadyStates } = cell.measurement;
  const unsettled = steadyStates.filter(({ status }) => status === 'unsettled').length;
  return [
    ...(errorShare >= ERROR_SHARE_WORTH_SAYING
      ? [{ kind: 'errors' as const, cellId, errorShare }]
      : []),
    ...(unsettled > 0
      ? [{ kind: 'unsettled' as const, cellId, trials: unsettled, of: steadyStates.length }]
      : []),
  ];
};

/** A node that uses less of its quota does not decide the throughput, however cold it is. */
const BUSY = 0.5;
/** Of the CPU asked for: a little less makes no difference that could be told. */
const NEARLY = 0.9;

/** Trials in which nodes that had much to do began with less CPU behind them than their JIT was to get. */
const coldWarnings = (
  cellId: string,
  trials: readonly Trial[],
  { warmUpCpuSecondsPerNode: askedCpuSeconds }: TrialTiming,
): readonly Warning[] => {
  const coldest = trials.flatMap(({ outcome }) => {
    if (outcome.status !== 'completed') return [];
    const busy = outcome.sample.containers.filter(
      ({ role, cpuUtilisation }) => role === 'app' && cpuUtilisation >= BUSY,
    );
    return Math.min(...busy.map(({ warmCpuSeconds }) => warmCpuSeconds ?? Infinity));
  });
  const cold = coldest.filter((cpuSeconds) => cpuSeconds < NEARLY * askedCpuSeconds);
  if (cold.length === 0) return [];
  const cpuSeconds = Math.min(...cold);
  return [
    { kind: 'cold', cellId, trials: cold.length, of: coldest.length, cpuSeconds, askedCpuSeconds },
  ];
};

const pointWarnings = (
  curve: ScalingCurve,
  measured: ReadonlyMap<string, MeasuredCell>,
): readonly Warning[] =>
  curve.points.flatMap(({ cellId, refusal, efficiency, efficiencyAboveOne }): Warning[] => [
    // A cell without a result has a warning of its own.
    ...(refusal !== null && measured.has(cellId)
      ? [{ kind: 'refused-point' as const, cellId, reason: refusal }]
      : []),
    ...(efficiencyAboveOne ? [{ kind: 'efficiency-above-one' as const, cellId, efficiency }] : []),
  ]);

/** Everything a reader must know before any claim, the gravest first. */
export const warningsOf = (
  run: RunRecord,
  measured: ReadonlyMap<string, MeasuredCell>,
  curves: readonly ScalingCurve[],
): readonly Warning[] => {
  const trials = groupedBy(run.trials, (trial) => trial.cell.id);
  const cellIds = run.cells.map(({ cell }) => cell.id);
  const single = cellIds.filter((id) => measured.get(id)?.measurement.trials.completed === 1);
  return [
    ...(run.finishedAt === null ? [{ kind: 'unfinished' as const }] : []),
    ...cellIds.flatMap((id) => trialWarnings(id, trials.get(id) ?? [])),
    ...cellIds.flatMap((id) => coldWarnings(id, trials.get(id) ?? [], run.experiment.timing)),
    ...cellIds.flatMap((id) => cellWarnings(id, measured.get(id), trials.get(id) ?? [])),
    ...otherMixes(
      run.cells.map(({ cell }) => cell),
      measured,
    ).map((mix) => ({ kind: 'other-mix' as const, ...mix })),
    ...curves.flatMap((curve) => pointWarnings(curve, measured)),
    ...(single.length > 0 ? [{ kind: 'single-trial' as const, cellIds: single }] : []),
  ];
};

/** What the run does not tell. */
export const notTestedBy = (
  run: RunRecord,
  curves: readonly ScalingCurve[],
  wallTests: readonly WallTest[],
): readonly NotTested[] => {
  const { budget, scenario } = run.experiment;
  const grown = curves.filter((curve) => curve.points.length > 1);
  const unconfirmed = grown
    .map(({ topology }) => topology)
    .filter((name) =>
      wallTests.every(({ topology, outcome }) => topology !== name || outcome === 'unknown'),
    );
  return [
    {
      kind: 'database-to-node-ratio',
      databaseCpuCores: budget.database.cpuCores,
      nodeCpuCores: budget.node.cpuCores,
    },
    ...grown.map(({ topology, points }) => ({
      kind: 'beyond-range' as const,
      topology,
      largestScale: Math.max(...points.map((point) => point.scale)),
    })),
    ...(unconfirmed.length > 0
      ? [{ kind: 'limiter-unconfirmed' as const, topologies: unconfirmed }]
      : []),
    ...(run.cells.some(({ cell }) => cell.load === 'offered')
      ? []
      : [{ kind: 'closed-model-only' as const }]),
    { kind: 'one-scenario', scenario },
  ];
};
