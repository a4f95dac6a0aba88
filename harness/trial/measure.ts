import { setTimeout as delay } from 'node:timers/promises';
import type { Deployment, UsageReading } from '../engine/engine.ts';
import type { Agent } from '../load/agent.ts';
import type { LoadJob } from '../model/load.ts';
import type { Sample } from '../model/trial.ts';
import type { SystemUsage } from '../model/usage.ts';
import { containerUsages } from '../observe/containerUsage.ts';
import { type HostReading, hostUsage } from '../observe/host.ts';
import type { Observer } from '../observe/observer.ts';
import { watchSystem } from '../observe/watchSystem.ts';

interface Reading {
  readonly atMs: number;
  readonly containers: readonly UsageReading[];
  readonly host: HostReading | null;
}

export type ReadHost = () => Promise<HostReading | null>;

const read = async (deployment: Deployment, readHost: ReadHost): Promise<Reading> => {
  const atMs = performance.now();
  const [containers, host] = await Promise.all([deployment.usage(), readHost()]);
  return { atMs, containers, host };
};

/** What is to be observed of a deployment, and how what is inside it is read. */
export type WhatToObserve = Pick<Observer, 'observables' | 'readUrls'> & {
  readonly readHost: ReadHost;
};

/**
 * Drives one job, sets the CPU limits once it has settled for `unclampedSeconds` and reads what everything used at
 * both ends of its measured window.
 */
export const measure = async (
  deployment: Deployment,
  agent: Agent,
  job: LoadJob,
  unclampedSeconds: number,
  { observables, readUrls, readHost }: WhatToObserve,
  signal: AbortSignal,
): Promise<Sample> => {
  const observing = new AbortController();
  const either = AbortSignal.any([signal, observing.signal]);
  const settleMs = job.settleSeconds * 1_000;
  const unclampedMs = unclampedSeconds * 1_000;
  const measureMs = job.measureSeconds * 1_000;
  const observed = async (): Promise<readonly [Reading, Reading, SystemUsage]> => {
    const system = watchSystem(
      { deployment, observables, readUrls, signal: either },
      settleMs,
      measureMs,
    );
    await delay(unclampedMs, undefined, { signal: either });
    await deployment.clamp('clamped');
    await delay(settleMs - unclampedMs, undefined, { signal: either });
    system.begin();
    const first = await read(deployment, readHost);
    await delay(measureMs, undefined, { signal: either });
    const [last, ofSystem] = await Promise.all([read(deployment, readHost), system.end()]);
    return [first, last, ofSystem];
  };
  const drive = agent.drive(job, either);
  try {
    const [load, [first, last, system]] = await Promise.all([drive, observed()]);
    const wallSeconds = (last.atMs - first.atMs) / 1_000;
    return {
      load,
      containers: containerUsages(deployment.plan, first.containers, last.containers, wallSeconds),
      host: hostUsage(first.host, last.host),
      system,
      wallSeconds,
    };
  } finally {
    // One of the two failed: the other must not go on against a deployment that is being removed.
    observing.abort();
  }
};
