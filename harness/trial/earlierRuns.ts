import { ASSUMED_ECONOMICS } from '../experiment/economics.ts';
import type { Cell } from '../model/cell.ts';
import type { Environment } from '../model/environment.ts';
import type { Experiment } from '../model/experiment.ts';
import type { PlannedCell } from '../model/run.ts';
import type { Sample, Trial, TrialOutcome } from '../model/trial.ts';
import { NOTHING_OBSERVED } from '../model/usage.ts';

/** What version 0.1.0 did not write, since it had one of each only. */
const CELL: Pick<Cell, 'load' | 'raised'> = { load: 'saturation', raised: null };
const TRIAL: Pick<Trial, 'attempt' | 'probe'> = { attempt: 1, probe: null };
const EXPERIMENT: Pick<
  Experiment,
  'retries' | 'slo' | 'offered' | 'wallTest' | 'flameGraphs' | 'economics'
> = {
  retries: 0,
  slo: { p99Ms: 500, errorShare: 0.01 },
  offered: null,
  wallTest: [],
  flameGraphs: false,
  economics: ASSUMED_ECONOMICS,
};

const ENVIRONMENT: Pick<Environment, 'calibration'> = { calibration: null };

const cellOfNow = (cell: Cell): Cell => ({ ...CELL, ...cell });

/** Version 0.1.0 observed CPU and memory only. */
const sampleOfNow = (sample: Sample): Sample => ({
  ...sample,
  system: sample.system ?? NOTHING_OBSERVED,
  containers: sample.containers.map((container) => ({
    ...container,
    transfer: container.transfer ?? null,
  })),
  host: sample.host && {
    ...sample.host,
    cpuPressureShare: sample.host.cpuPressureShare ?? null,
  },
});

const outcomeOfNow = (outcome: TrialOutcome): TrialOutcome => {
  switch (outcome.status) {
    case 'completed':
      return { ...outcome, sample: sampleOfNow(outcome.sample) };
    case 'invalid':
      return { ...outcome, sample: outcome.sample && sampleOfNow(outcome.sample) };
    case 'failed':
      return outcome;
  }
};

/** @returns a trial that any version has journalled, as this one writes it. */
export const trialOfNow = (trial: Trial): Trial => ({
  ...TRIAL,
  ...trial,
  cell: cellOfNow(trial.cell),
  outcome: outcomeOfNow(trial.outcome),
});

export const plannedCellOfNow = (planned: PlannedCell): PlannedCell => ({
  ...planned,
  cell: cellOfNow(planned.cell),
});

export const experimentOfNow = (experiment: Experiment): Experiment => ({
  ...EXPERIMENT,
  ...experiment,
});

export const environmentOfNow = (environment: Environment): Environment => ({
  ...ENVIRONMENT,
  ...environment,
});
