import type { Role } from '../model/plan.ts';
import type { ContainerUsage } from '../model/usage.ts';
import { groupedBy } from './grouping.ts';
import { mean } from './interval.ts';

/** CPU use of a role or of one group over the completed trials of a cell. */
export interface CpuUse {
  readonly role: Role;
  /** Null where all groups of the role are taken together. */
  readonly group: string | null;
  readonly replicas: number;
  /** Sum over the replicas. */
  readonly quotaCores: number;
  readonly usedCores: number;
  /** Used / quota over all replicas together, 0 to 1 (a little above 1 by the kernel's slack). */
  readonly meanUtilisation: number;
  /** Of the busiest replica. */
  readonly maxUtilisation: number;
  /** Share of CFS periods cut short, mean over the replicas, 0 to 1. */
  readonly throttledShare: number;
  readonly cpuMsPerRequest: number | null;
}

/** What one trial's containers used, with the rate of answers they gave. */
export interface TrialUse {
  readonly containers: readonly ContainerUsage[];
  readonly wallSeconds: number;
  readonly answersPerSecond: number;
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** One trial's use by the containers of one key. @param containers at least one */
const useOf = (
  containers: readonly ContainerUsage[],
  group: string | null,
  trial: TrialUse,
): CpuUse => {
  const quotaCores = sum(containers.map((container) => container.cpuQuotaCores));
  const usedCores = sum(containers.map((container) => container.cpuSeconds)) / trial.wallSeconds;
  return {
    role: (containers[0] as ContainerUsage).role,
    group,
    replicas: containers.length,
    quotaCores,
    usedCores,
    meanUtilisation: usedCores / quotaCores,
    maxUtilisation: Math.max(...containers.map((container) => container.cpuUtilisation)),
    throttledShare: mean(containers.map((container) => container.throttledShare)),
    cpuMsPerRequest:
      trial.answersPerSecond > 0 ? (usedCores * 1000) / trial.answersPerSecond : null,
  };
};

/** Mean over trials. @param uses the same key in each trial, at least one */
const overTrials = (uses: readonly CpuUse[]): CpuUse => {
  const meanOf = (figure: (use: CpuUse) => number): number => mean(uses.map(figure));
  const perRequest = uses.map((use) => use.cpuMsPerRequest).filter((value) => value !== null);
  return {
    ...(uses[0] as CpuUse),
    usedCores: meanOf((use) => use.usedCores),
    meanUtilisation: meanOf((use) => use.meanUtilisation),
    maxUtilisation: meanOf((use) => use.maxUtilisation),
    throttledShare: meanOf((use) => use.throttledShare),
    cpuMsPerRequest: perRequest.length === 0 ? null : mean(perRequest),
  };
};

const cpuUseBy = (
  trials: readonly TrialUse[],
  keyOf: (container: ContainerUsage) => string,
  groupOf: (container: ContainerUsage) => string | null,
): readonly CpuUse[] => {
  const uses = trials.flatMap((trial) =>
    [...groupedBy(trial.containers, keyOf)].map(([key, containers]) => ({
      key,
      use: useOf(containers, groupOf(containers[0] as ContainerUsage), trial),
    })),
  );
  return [...groupedBy(uses, ({ key }) => key).values()].map((same) =>
    overTrials(same.map(({ use }) => use)),
  );
};

export const cpuUseByRole = (trials: readonly TrialUse[]): readonly CpuUse[] =>
  cpuUseBy(
    trials,
    (container) => container.role,
    () => null,
  );

export const cpuUseByGroup = (trials: readonly TrialUse[]): readonly CpuUse[] =>
  cpuUseBy(
    trials,
    (container) => `${container.role}/${container.group}`,
    (container) => container.group,
  );

/** CPU of application, balancer and databases; the generator is not the system. */
export const systemCpuMsPerRequest = (trial: TrialUse): number | null => {
  const system = trial.containers.filter((container) => container.role !== 'generator');
  if (system.length === 0 || trial.answersPerSecond <= 0) return null;
  return (
    (sum(system.map((container) => container.cpuSeconds)) /
      trial.wallSeconds /
      trial.answersPerSecond) *
    1000
  );
};
