import type { RunRecord } from '../../model/run.ts';
import type { OfferedCurve } from '../offered/curve.ts';
import type { Prediction } from '../prediction.ts';
import type { CellFindings, ScalingCurve } from '../scalingCurve.ts';
import { type BestBuy, bestBuy, type NoBuy } from './bestBuy.ts';
import { biggerDatabase } from './biggerDatabase.ts';
import { type Candidate, measuredCandidates, todaysCurve } from './candidate.ts';
import { type OptionsTable, optionsTable } from './options.ts';
import { type Payback, paybacksOf } from './payback.ts';
import { type Reach, reachOf } from './reach.ts';

/** A candidate and how long it lasts under the stated growth. */
export interface CandidateReach {
  readonly candidate: Candidate;
  readonly reach: Reach;
}

/** What capacity costs, what else could be bought, how long it lasts and whether a split pays. */
export interface EconomicsReport {
  /** Everything measured or predicted that has a price. */
  readonly candidates: readonly Candidate[];
  /** Null where no cluster was grown: then nobody knows what there is today. */
  readonly options: OptionsTable | null;
  readonly bestBuy: BestBuy | NoBuy;
  /** Today's and every tested option; empty where no growth is stated. */
  readonly reaches: readonly CandidateReach[];
  /** Of every other placement, for a legacy and a new system; empty where growth or effort is not stated. */
  readonly paybacks: readonly Payback[];
}

/** What analysis has found before, and what is reckoned with here. */
export interface Findings {
  readonly findings: Pick<CellFindings, 'measured' | 'limiters'>;
  readonly curves: readonly ScalingCurve[];
  readonly predictions: readonly Prediction[];
  readonly offered: readonly OfferedCurve[];
}

/** Today's largest measured size under as big a database as it can use. */
const predicted = (
  { experiment, cells }: RunRecord,
  curve: ScalingCurve,
  { findings, predictions }: Findings,
): Candidate | null => {
  const ascending = curve.points.flatMap(
    ({ cellId }) => cells.find(({ cell }) => cell.id === cellId) ?? [],
  );
  const measured = ascending.filter(({ cell }) => findings.measured.has(cell.id));
  const [base] = measured;
  const largest = measured.at(-1);
  const uses = base && findings.measured.get(base.cell.id)?.measurement.cpuByGroup;
  if (!largest || !uses) return null;
  return biggerDatabase(
    largest.plan,
    {
      uses,
      predictions: predictions.filter(({ topology }) => topology === curve.topology),
      connectionsPerNode: experiment.connectionsPerNode,
    },
    experiment.economics,
  );
};

export const economicsOf = (run: RunRecord, found: Findings): EconomicsReport => {
  const { cells, experiment, startedAt } = run;
  const { economics } = experiment;
  const { curves, offered, findings } = found;
  const measured = measuredCandidates(cells, findings, curves, offered, economics);
  const curve = todaysCurve(curves, cells);
  const bigger = curve && predicted(run, curve, found);
  const candidates = bigger ? [...measured, bigger] : measured;
  const options = curve && optionsTable(candidates, curve, cells, economics);
  const shown = options
    ? [options.today, ...options.options.map(({ candidate }) => candidate)]
    : candidates;
  const { growth } = economics;
  return {
    candidates,
    options,
    bestBuy: bestBuy(candidates, economics),
    reaches: growth
      ? shown
          .filter(({ tested }) => tested !== 'not-tested')
          .map((candidate) => ({
            candidate,
            reach: reachOf(
              candidate.capacityPerSecond,
              candidate.throughputPerSecond,
              growth,
              startedAt,
            ),
          }))
      : [],
    paybacks: paybacksOf(candidates, economics),
  };
};
