import { type Cell, isOnCurve } from '../model/cell.ts';
import type { CodeChange } from '../model/codeChange.ts';
import type { Environment } from '../model/environment.ts';
import type { Experiment } from '../model/experiment.ts';
import { containersOf, cpuCoresOf, provisionedCpuCores, type Role } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { PlannedCell, RunRecord } from '../model/run.ts';
import type { Invalidity, Stage, Trial, TrialOutcome } from '../model/trial.ts';
import { balancerClaim, equalCpuClaim, shapeClaim } from './claims.ts';
import { compareAtEqualCpu, type Comparison } from './comparison.ts';
import { bestBuyClaim } from './economics/claim.ts';
import { type EconomicsReport, economicsOf } from './economics/economics.ts';
import { type CodeAndData, codeAndDataOf } from './comparing/codeAndData.ts';
import { type IsoLoad, isoLoadsOf } from './comparing/isoLoad.ts';
import { type LatencyShift, latencyShiftsOf } from './comparing/latencyShift.ts';
import { comparablePoints, layoutOf } from './comparing/layout.ts';
import { type RpcTax, rpcTaxesOf } from './comparing/rpcTax.ts';
import { groupedBy } from './grouping.ts';
import { type KneeFindings, kneeFindings } from './kneeProfile/findings.ts';
import { type Limiter, limiterOf } from './limiter.ts';
import { type MeasuredCell, type Measurement, measureRun } from './measurement.ts';
import { measurementLimits } from './measurementLimit.ts';
import { type OfferedCurve, offeredCurve } from './offered/curve.ts';
import { type Prediction, predictCurve } from './prediction.ts';
import { type CellFindings, type ScalingCurve, scalingCurve } from './scalingCurve.ts';
import { type Sensitivity, sensitivitiesOf } from './sensitivity.ts';
import { throughputOf } from './trialFigures.ts';
import type { NotTested, Verdict } from './verdict.ts';
import { type WallTest, wallTestsOf, withConfirmed } from './wallTest/wallTest.ts';
import { notTestedBy, warningsOf } from './warnings.ts';
import { type OtherSizes, type WhatIf, whatIf } from './whatIf.ts';

/** Everything any report format shows, as plain data: `analysis.json`. */
export interface Report {
  readonly schemaVersion: 1;
  readonly run: ReportRun;
  readonly environment: Environment;
  readonly experiment: Experiment;
  readonly cells: readonly ReportCell[];
  readonly curves: readonly ScalingCurve[];
  /** Suspected limiters that were raised, with their placebos; empty where the run has none. */
  readonly wallTests: readonly WallTest[];
  /** Where the time goes near the knees; empty where nobody asked. */
  readonly kneeProfiles: readonly KneeFindings[];
  readonly predictions: readonly Prediction[];
  /** Walls at other sizes; null where nobody asked for them. */
  readonly whatIf: WhatIf | null;
  /** Open model: load against latency and the capacity under the experiment's SLO. */
  readonly offered: readonly OfferedCurve[];
  readonly comparisons: readonly Comparison[];
  /** The 2 × 2 of code and data, at every scale with all four. */
  readonly codeAndData: readonly CodeAndData[];
  /** What each topology needs to carry the same load. */
  readonly isoLoads: readonly IsoLoad[];
  /** Response times at equal offered rates. */
  readonly latencyShifts: readonly LatencyShift[];
  /** What calls between services cost. */
  readonly rpcTaxes: readonly RpcTax[];
  /** Under the experiment's prices, growth and effort. */
  readonly economics: EconomicsReport;
  /** What cutting the target apart changed in its code; null where no cell is cut, or nothing was counted. */
  readonly codeChange: CodeChange | null;
  readonly verdict: Verdict;
  readonly notTested: readonly NotTested[];
  /** The smallest differences that this run could have shown. */
  readonly sensitivities: readonly Sensitivity[];
}

export interface ReportRun {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly profile: string;
  readonly name: string;
  readonly target: string;
  readonly scenario: string;
}

export interface ReportCell {
  readonly cell: Cell;
  readonly containers: number;
  readonly cpuCoresByRole: Readonly<Record<Role, number>>;
  /** Application, balancer and databases. */
  readonly provisionedCpuCores: number;
  /** At saturation; what offered cells measured stands in `Report.offered`. */
  readonly result: CellResult;
  /** In the order in which they ran. */
  readonly trials: readonly ReportTrial[];
}

export type CellResult =
  | { readonly status: 'offered' }
  | { readonly status: 'measured'; readonly measurement: Measurement; readonly limiter: Limiter }
  | { readonly status: 'none'; readonly reason: Reason };

export interface ReportTrial {
  readonly repetition: number;
  /** 1, and more where the attempts before it were no result. */
  readonly attempt: number;
  /** Null in the closed model. */
  readonly offeredPerSecond: number | null;
  readonly startedAt: string;
  /** Also of an invalid trial that has a sample: shown, never used. */
  readonly throughputPerSecond: number | null;
  readonly outcome:
    | { readonly status: 'completed' }
    | { readonly status: 'invalid'; readonly reasons: readonly Invalidity[] }
    | { readonly status: 'failed'; readonly stage: Stage; readonly error: string };
}

const reportTrial = ({ repetition, attempt, probe, startedAt, outcome }: Trial): ReportTrial => {
  const sample = outcome.status === 'failed' ? null : outcome.sample;
  return {
    repetition,
    attempt,
    offeredPerSecond: probe?.ratePerSecond ?? null,
    startedAt,
    throughputPerSecond: sample ? throughputOf(sample.load) : null,
    outcome: withoutSample(outcome),
  };
};

const withoutSample = (outcome: TrialOutcome): ReportTrial['outcome'] => {
  switch (outcome.status) {
    case 'completed':
      return { status: 'completed' };
    case 'invalid':
      return { status: 'invalid', reasons: outcome.reasons };
    case 'failed':
      return { status: 'failed', stage: outcome.stage, error: outcome.error };
  }
};

const reportCell = (
  { cell, plan }: PlannedCell,
  { measured, limiters }: CellFindings,
  trials: readonly Trial[],
): ReportCell => ({
  cell,
  containers: containersOf(plan).length,
  cpuCoresByRole: {
    app: cpuCoresOf(plan, 'app'),
    balancer: cpuCoresOf(plan, 'balancer'),
    database: cpuCoresOf(plan, 'database'),
    generator: cpuCoresOf(plan, 'generator'),
  },
  provisionedCpuCores: provisionedCpuCores(plan),
  result: resultOf(measured.get(cell.id), limiters.get(cell.id), trials),
  trials: trials.map(reportTrial),
});

const resultOf = (
  measured: MeasuredCell | undefined,
  limiter: Limiter | undefined,
  trials: readonly Trial[],
): CellResult => {
  if (measured && limiter)
    return { status: 'measured', measurement: measured.measurement, limiter };
  return trials.some(({ probe, outcome }) => probe && outcome.status === 'completed')
    ? { status: 'offered' }
    : { status: 'none', reason: { kind: 'no-completed-trial' } };
};

/** Later topologies against earlier ones, where both were grown: `split` against `cluster`. */
const comparisonsOf = (curves: readonly ScalingCurve[]): readonly Comparison[] => {
  const grown = curves.filter((curve) => curve.points.length > 1);
  return grown.flatMap((second, i) =>
    grown
      .slice(i + 1)
      .filter((first) => first.scenario === second.scenario)
      .map((first) => compareAtEqualCpu(first, second)),
  );
};

/** Some cell has its code or its data in several parts. */
const isCut = (cells: readonly PlannedCell[]): boolean =>
  cells.some(({ plan }) => {
    const { codeGroups, databases } = layoutOf(plan);
    return codeGroups > 1 || databases > 1;
  });

/** What each measured cell gave and what limited it, the limiters that a wall test proved among them. */
const findingsOf = (
  run: RunRecord,
): { readonly findings: CellFindings; readonly wallTests: readonly WallTest[] } => {
  const measured = measureRun(run);
  const limiters = new Map(
    [...measured].map(([id, { measurement }]) => [id, limiterOf(measurement)]),
  );
  const seen = { measured, limiters, measurementLimits: measurementLimits(run.trials, measured) };
  const wallTests = wallTestsOf(run.cells, seen);
  return { findings: { ...seen, limiters: withConfirmed(limiters, wallTests) }, wallTests };
};

/**
 * Everything there is to say of a run, from what its folder records and nothing else.
 * @param otherSizes to predict the walls at, beside what was measured
 */
export const analyse = (run: RunRecord, otherSizes: OtherSizes | null = null): Report => {
  const { findings, wallTests } = findingsOf(run);
  const { measured } = findings;
  const trials = groupedBy(run.trials, (trial) => trial.cell.id);
  const onCurves = run.cells.filter(({ cell }) => isOnCurve(cell));
  const cellsByCurve = [
    ...groupedBy(onCurves, ({ cell }) => `${cell.topology}/${cell.scenario}`).values(),
  ].map((cells) => cells.toSorted((a, b) => a.cell.scale - b.cell.scale));
  const curves = cellsByCurve.map((cells) => scalingCurve(cells, findings));
  const comparisons = comparisonsOf(curves);
  const balancer = balancerClaim(run.cells, measured);
  const { experiment } = run;
  const predictions = cellsByCurve.flatMap((cells) =>
    predictCurve(cells, measured, experiment.connectionsPerNode),
  );
  const offered = run.cells
    .filter(({ cell }) => cell.load === 'offered')
    .map((planned) => offeredCurve(planned, trials.get(planned.cell.id) ?? [], experiment));
  const comparable = comparablePoints(curves, run.cells);
  const economics = economicsOf(run, { findings, curves, predictions, offered });
  const buy = bestBuyClaim(economics.bestBuy, experiment.economics);
  return {
    schemaVersion: 1,
    run: {
      id: run.id,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      profile: experiment.profile,
      name: experiment.name,
      target: experiment.target,
      scenario: experiment.scenario,
    },
    environment: run.environment,
    experiment,
    cells: run.cells.map((planned) =>
      reportCell(planned, findings, trials.get(planned.cell.id) ?? []),
    ),
    curves,
    wallTests,
    kneeProfiles: kneeFindings(run.kneeProfiles, run.cells),
    predictions,
    whatIf: otherSizes && whatIf(run.cells, measured, predictions, otherSizes),
    offered,
    comparisons,
    codeAndData: codeAndDataOf(comparable),
    isoLoads: isoLoadsOf(comparable, offered),
    latencyShifts: latencyShiftsOf(offered),
    rpcTaxes: rpcTaxesOf(comparable, measured),
    economics,
    codeChange: isCut(run.cells) ? (run.codeChange ?? null) : null,
    verdict: {
      warnings: warningsOf(run, measured, curves),
      claims: [
        ...curves
          .filter((curve) => curve.points.length > 1)
          .map((curve) => shapeClaim(curve, wallTests)),
        ...comparisons.map(equalCpuClaim),
        ...(buy ? [buy] : []),
        ...(balancer ? [balancer] : []),
      ],
    },
    notTested: notTestedBy(run, curves, wallTests),
    sensitivities: sensitivitiesOf(curves, measured),
  };
};
