import { describe, expect, it } from 'vitest';
import { profileExperiment } from '../../harness/experiment/read.ts';
import { containersOf } from '../../harness/model/plan.ts';
import { profiling } from './profiling.ts';
import { TOPOLOGIES } from './topologies.ts';

const plan = TOPOLOGIES.split?.plan(6, profileExperiment('quick').budget);
if (!plan) throw new Error('there is no split');

const profilersIn = (containers: ReturnType<typeof containersOf>): readonly string[] =>
  containers
    .filter(
      ({ environment, command = [] }) =>
        'SHOP_PROFILING' in environment || command.join(' ').includes('pg_stat_statements'),
    )
    .map(({ name }) => name);

describe('a profiled deployment', () => {
  it('has profilers in every process and server, and a measured one in none', () => {
    const busy = containersOf(plan).filter(({ role }) => role === 'app' || role === 'database');
    expect(profilersIn(containersOf(profiling.plan(plan)))).toEqual(busy.map(({ name }) => name));
    expect(profilersIn(containersOf(plan))).toEqual([]);
  });

  it('has the limits of the measured one', () => {
    const limits = (deployed: typeof plan) =>
      containersOf(deployed).map(({ name, cpuCores, memoryBytes }) => [
        name,
        cpuCores,
        memoryBytes,
      ]);
    expect(limits(profiling.plan(plan))).toEqual(limits(plan));
  });

  it('asks every application process', () => {
    expect(profiling.processes(plan).map(({ container }) => container)).toEqual(
      containersOf(plan)
        .filter(({ role }) => role === 'app')
        .map(({ name }) => name),
    );
  });
});
