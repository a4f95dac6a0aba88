import type { ExperimentFile } from './schema.ts';

const quick: ExperimentFile = {
  name: 'shop',
  target: 'shop',
  topologies: { single: [1], cluster: [1, 2, 3, 4, 6, 8], split: [5, 6, 8] },
  node: { cpu: 0.1, memory: '192MiB' },
  database: { cpu: 0.4, memory: '1GiB', connections: 80 },
  balancer: { cpu: 0.15, memory: '64MiB' },
  generator: { cpu: 0.3, memory: '384MiB' },
  cpuPeriod: '50ms',
  scenario: 'browse',
  connectionsPerNode: 12,
  trials: 2,
  seed: 1,
  timing: {
    warmUpCpuPerNode: '2s',
    warmUpAtMost: '5s',
    settle: '2s',
    measure: '5s',
    requestTimeout: '10s',
  },
};

const standard: ExperimentFile = {
  ...quick,
  trials: 5,
  timing: { ...quick.timing, warmUpAtMost: '20s', settle: '3s', measure: '15s' },
};

/** Name → the experiment that it starts from; an experiment file replaces single values. */
export const PROFILES = { quick, standard } as const;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_SUMMARIES: Readonly<Record<ProfileName, string>> = {
  quick: 'a first answer: 2 short trials a cell',
  standard: 'an answer to defend: 5 trials a cell of 15 s each',
};
