import { z } from 'zod';
import type { Experiment } from '../model/experiment.ts';
import { growthFile, migrationFile, pricesFile, toEconomics } from './economics.ts';
import { cpuCores, duration, memory } from './quantity.ts';

const name = z.string().min(1).max(200);

const size = (what: string) =>
  z.strictObject({
    cpu: cpuCores.describe(`CPU cores of ${what}`),
    memory: memory('16MiB', '1024GiB').describe(`memory of ${what}`),
  });

const scales = z
  .array(z.int().min(1).max(64))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'names a scale twice');

const offered = z.strictObject({
  topologies: z
    .record(name, scales)
    .describe('topology → scales; each must be among `topologies` for rates to be chosen'),
  rates: z
    .union([z.literal('auto'), z.array(z.number().min(0.1).max(1_000_000)).min(1).max(50)])
    .default('auto')
    .describe('requests/s, equal for all; auto: from light load past the measured wall'),
  search: z
    .int()
    .min(0)
    .max(20)
    .default(3)
    .describe('more probes of each deployment, near the capacity'),
  deployments: z.int().min(1).max(50).default(3).describe('fresh deployments of each cell'),
  measure: duration('1s', '3600s').prefault('15s').describe('the measured window of a probe'),
  connections: z.int().min(1).max(10_000).default(96).describe('the same for all cells'),
});

/**
 * An experiment as its file writes it. Types, bounds and help in one place;
 * `z.toJSONSchema` of it is what editors complete from.
 */
export const experimentFile = z.strictObject({
  name: name.describe('what reports call the experiment'),
  target: name.describe('what is deployed: shop'),
  topologies: z
    .record(name, scales)
    .refine((sweeps) => Object.keys(sweeps).length > 0, 'names no topology')
    .describe('topology → the scales to measure, in application nodes'),
  node: size('one application node'),
  database: z
    .strictObject({
      cpu: cpuCores.describe('CPU cores of all database servers of a deployment together'),
      memory: memory('64MiB', '1024GiB').describe('memory of all database servers together'),
      connections: z.int().min(5).max(10_000).describe('connections of all servers together'),
    })
    .describe('one budget, however many servers a topology cuts it into'),
  balancer: size('the load balancer'),
  generator: size('the load generator, which is not counted as bought'),
  cpuPeriod: duration('1ms', '1s').describe('CFS period of every container'),
  scenario: name.describe('what the simulated users do: browse'),
  connectionsPerNode: z
    .int()
    .min(1)
    .max(10_000)
    .describe('closed model: client connections for each application node'),
  trials: z.int().min(1).max(100).describe('trials of each cell, each on a fresh deployment'),
  retries: z.int().min(0).max(10).describe('how often an invalid or failed trial is done again'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .describe('of the order of trials and of what users do'),
  timing: z.strictObject({
    warmUpCpuPerNode: duration('0s', '600s').describe(
      'CPU time each node uses, unlimited, before its limits are set',
    ),
    warmUpAtMost: duration('1s', '600s').describe('end of the warm-up in any case'),
    reconnectPerNode: duration('0s', '60s').describe(
      'load without limits once the data are restored, for each node: new connections plan their statements',
    ),
    settle: duration('0s', '600s').describe('load before measuring, its second half under limits'),
    measure: duration('1s', '3600s').describe('the measured window'),
    requestTimeout: duration('100ms', '120s').describe('a request unanswered by then is a timeout'),
  }),
  slo: z
    .strictObject({
      p99: duration('1ms', '120s').describe('99 % of requests are answered within this'),
      errors: z.number().min(0).max(1).describe('share of requests that may fail, 0 to 1'),
    })
    .describe('the service level that capacity is measured under'),
  offered: offered.nullable().describe('open model: latency at equal offered rates, capacity'),
  wallTest: z
    .record(name, scales)
    .describe('topology → scales to measure again with half as much more node, database, balancer'),
  flameGraphs: z
    .boolean()
    .describe('after the trials: where the time goes near each knee, in code and database'),
  prices: pricesFile.describe('what a deployment of the measured sizes costs'),
  growth: growthFile.nullable().describe('the load to be carried; without it no date is given'),
  migration: migrationFile.nullable().describe('what splitting takes; without it no payback'),
});

export type ExperimentFile = z.input<typeof experimentFile>;

const sweepsOf = (topologies: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(topologies).map(([topology, list]) => ({ topology, scales: list }));

/** @returns the validated file as the noun that everything else takes. */
export const toExperiment = (
  file: z.output<typeof experimentFile>,
  profile: string,
): Experiment => ({
  name: file.name,
  target: file.target,
  profile,
  topologies: sweepsOf(file.topologies),
  budget: {
    node: { cpuCores: file.node.cpu, memoryBytes: file.node.memory },
    database: {
      cpuCores: file.database.cpu,
      memoryBytes: file.database.memory,
      connections: file.database.connections,
    },
    balancer: { cpuCores: file.balancer.cpu, memoryBytes: file.balancer.memory },
    generator: { cpuCores: file.generator.cpu, memoryBytes: file.generator.memory },
    cpuPeriodMicros: file.cpuPeriod * 1_000,
  },
  scenario: file.scenario,
  connectionsPerNode: file.connectionsPerNode,
  trials: file.trials,
  retries: file.retries,
  seed: file.seed,
  timing: {
    warmUpCpuSecondsPerNode: file.timing.warmUpCpuPerNode / 1_000,
    warmUpMaxSeconds: file.timing.warmUpAtMost / 1_000,
    reconnectSecondsPerNode: file.timing.reconnectPerNode / 1_000,
    settleSeconds: file.timing.settle / 1_000,
    measureSeconds: file.timing.measure / 1_000,
    requestTimeoutMs: file.timing.requestTimeout,
  },
  slo: { p99Ms: file.slo.p99, errorShare: file.slo.errors },
  offered: file.offered && {
    topologies: sweepsOf(file.offered.topologies),
    ratesPerSecond: file.offered.rates,
    searchProbes: file.offered.search,
    deployments: file.offered.deployments,
    measureSeconds: file.offered.measure / 1_000,
    connections: file.offered.connections,
  },
  wallTest: sweepsOf(file.wallTest),
  flameGraphs: file.flameGraphs,
  economics: toEconomics(file.prices, file.growth, file.migration),
});
