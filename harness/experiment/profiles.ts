import { ASSUMED_PRICES } from './economics.ts';
import type { ExperimentFile } from './schema.ts';

const quick: ExperimentFile = {
  name: 'shop',
  target: 'shop',
  topologies: { single: [1], cluster: [1, 2, 3, 4, 6, 8], split: [5, 8] },
  node: { cpu: 0.1, memory: '192MiB' },
  database: { cpu: 0.4, memory: '1GiB', connections: 80 },
  balancer: { cpu: 0.15, memory: '64MiB' },
  generator: { cpu: 0.3, memory: '384MiB' },
  cpuPeriod: '50ms',
  scenario: 'browse',
  connectionsPerNode: 12,
  trials: 2,
  retries: 1,
  seed: 1,
  timing: {
    warmUpCpuPerNode: '2s',
    warmUpAtMost: '5s',
    reconnectPerNode: '750ms',
    settle: '1s',
    measure: '5s',
    requestTimeout: '10s',
  },
  slo: { p99: '500ms', errors: 0.01 },
  offered: null,
  wallTest: {},
  flameGraphs: false,
  prices: ASSUMED_PRICES,
  growth: null,
  migration: null,
};

const standard: ExperimentFile = {
  ...quick,
  topologies: {
    ...quick.topologies,
    split: [5, 6, 8],
    'cluster-split-data': [6],
    'split-one-database': [6],
  },
  trials: 9,
  retries: 2,
  timing: { ...quick.timing, warmUpAtMost: '10s', settle: '2s', measure: '20s' },
  flameGraphs: true,
  offered: {
    topologies: { cluster: [6], split: [6] },
    rates: 'auto',
    search: 3,
    deployments: 3,
    measure: '15s',
    connections: 96,
  },
};

const full: ExperimentFile = {
  ...standard,
  topologies: {
    single: [1],
    cluster: [1, 2, 3, 4, 6, 8],
    split: [5, 6, 8],
    'cluster-split-data': [4, 6, 8],
    'split-one-database': [5, 6, 8],
  },
  offered: {
    topologies: {
      single: [1],
      cluster: [2, 4, 6],
      split: [6, 8],
      'cluster-split-data': [6],
      'split-one-database': [6],
    },
    rates: 'auto',
    search: 6,
    deployments: 5,
    measure: '30s',
    connections: 96,
  },
  wallTest: { cluster: [6], split: [6] },
};

/** Name → the experiment that it starts from; an experiment file replaces single values. */
export const PROFILES = { quick, standard, full } as const;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_SUMMARIES: Readonly<Record<ProfileName, string>> = {
  quick: `a first answer: ${quick.trials} short trials a cell`,
  standard: `an answer to defend: ${standard.trials} trials a cell, capacity and latency of two cells, flame graphs`,
  full: 'all of it: capacity of seven cells from long probes, and the wall tests',
};
