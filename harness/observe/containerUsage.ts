import type { UsageReading } from '../engine/engine.ts';
import { type ContainerPlan, type DeploymentPlan, containersOf } from '../model/plan.ts';
import type { ContainerUsage, TransferBytes } from '../model/usage.ts';

/** CPU seconds over wall seconds: the cores in use between two readings of one container. */
const coresBetween = (before: UsageReading, after: UsageReading): number =>
  (after.cpuSeconds - before.cpuSeconds) / ((after.atMs - before.atMs) / 1_000);

/** Scaled as the CPU is. */
const transferBetween = (
  before: TransferBytes | null,
  after: TransferBytes | null,
  scale: number,
): TransferBytes | null =>
  before &&
  after && {
    networkInBytes: (after.networkInBytes - before.networkInBytes) * scale,
    networkOutBytes: (after.networkOutBytes - before.networkOutBytes) * scale,
    diskReadBytes: (after.diskReadBytes - before.diskReadBytes) * scale,
    diskWriteBytes: (after.diskWriteBytes - before.diskWriteBytes) * scale,
  };

const usageOf = (
  container: ContainerPlan,
  before: UsageReading,
  after: UsageReading,
  wallSeconds: number,
): ContainerUsage => {
  const cores = coresBetween(before, after);
  const periods = after.periods - before.periods;
  return {
    name: container.name,
    role: container.role,
    group: container.group,
    cpuSeconds: cores * wallSeconds,
    warmCpuSeconds: before.cpuSeconds,
    cpuQuotaCores: container.cpuCores,
    cpuUtilisation: cores / container.cpuCores,
    throttledShare: periods > 0 ? (after.throttledPeriods - before.throttledPeriods) / periods : 0,
    memoryBytes: after.memoryBytes,
    memoryLimitBytes: container.memoryBytes,
    transfer: transferBetween(
      before.transfer,
      after.transfer,
      (wallSeconds * 1_000) / (after.atMs - before.atMs),
    ),
  };
};

/**
 * What every container of a plan used between two readings, scaled to a window of `wallSeconds`
 * (the readings are milliseconds off the window's ends, each container by another amount).
 * A container with a reading missing is left out.
 */
export const containerUsages = (
  plan: DeploymentPlan,
  before: readonly UsageReading[],
  after: readonly UsageReading[],
  wallSeconds: number,
): readonly ContainerUsage[] =>
  containersOf(plan).flatMap((container) => {
    const first = before.find((reading) => reading.container === container.name);
    const last = after.find((reading) => reading.container === container.name);
    return first && last ? [usageOf(container, first, last, wallSeconds)] : [];
  });
