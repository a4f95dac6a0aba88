export const method = {
  notes: 'What the figures mean',
  noteItems: (confidence: string): readonly string[] => [
    'Throughput counts requests that ended well, in the part of the measured window that was steady, or in all of it where it never settled or is shorter than the 10 s that it takes to tell. Latency and CPU are of the whole window.',
    `Intervals hold the true value in ${confidence} of runs like this one within its hours: how fast the machine is at others is not in them, and plateau compare takes that out. A capacity’s hold it in fewer, as its table says. n is the number of trials behind a figure. A figure of one trial has the interval that the noise of the other cells gives it, and none where no cell has two.`,
    'Response time is counted from when a request was due, so waiting for a free connection counts.',
    'Containers were warmed up without CPU limits and then held to their quotas: under a quota a cold JIT would be measured instead of the system.',
    'Every trial began with the same data, and after it stock and orders had to add up.',
  ],
  allValid: 'Every trial that was started gave a valid measurement.',
  noTrials: 'No trial was started.',
  setUp: 'Set-up',
  item: 'Item',
  value: 'Value',
  experiment: 'Experiment',
  profile: 'Profile',
  run: 'Run',
  started: 'Started',
  finished: 'Finished',
  unfinished: 'not finished',
  target: 'Target',
  scenario: 'Scenario',
  node: 'Node size',
  database: 'Databases in all',
  balancer: 'Balancer',
  generator: 'Load generator',
  size: (cores: string, mebibytes: string): string => `${cores} cores, ${mebibytes} MiB`,
  databaseSize: (size: string, connections: string): string =>
    `${size}, ${connections} connections`,
  load: 'Load',
  loadValue: (connections: number): string => `closed model, ${connections} connections a node`,
  offeredLoad: 'Offered load',
  offeredLoadValue: (
    deployments: string,
    searched: string,
    seconds: string,
    connections: string,
  ): string =>
    `open model, ${deployments} deployments of a cell, each at equal rates and ${searched} searched ones, ${seconds} s a probe, ${connections} connections`,
  promise: 'Service level',
  promiseValue: (p99Ms: string, errors: string): string => `p99 ≤ ${p99Ms} ms, errors ≤ ${errors}`,
  timing: 'A trial',
  timingValue: (warmUp: string, reconnect: string, settle: string, measure: string): string =>
    `warm-up of ${warmUp} CPU-seconds a node without limits; with the data restored ${reconnect} s a node without limits and ${settle} s to settle; ${measure} s measured`,
  trials: 'Trials a cell',
  seed: 'Seed',
  machine: 'Machine',
  machineValue: (cores: number, model: string, gibibytes: string): string =>
    `${cores} cores, ${model}, ${gibibytes} GiB`,
  software: 'Software',
  softwareValue: (parts: {
    plateau: string;
    node: string;
    engine: string;
    kernel: string;
  }): string =>
    `Plateau ${parts.plateau}, Node.js ${parts.node}, ${parts.engine}, Linux ${parts.kernel}`,
  images: 'Images',
  commit: 'Commit',
  calibrationTable: {
    title: 'What is the instrument worth?',
    explanation: (offered: string, samples: string): string =>
      `Before the trials the load generator, under its own CPU quota, drove a server that measures its own delay: ${offered} requests/s, ${samples} samples. The two medians should agree.`,
    server: 'p50 by the server itself (ms)',
    response: 'p50 by the load generator (ms)',
    lag: 'Send lag p99 (ms)',
    cpu: 'Generator CPU a request, flat out (µs)',
    headroom: 'Requests/s at the limit of its CPU, without a scenario',
    steal: 'CPU that the hypervisor took meanwhile',
    notRead: "the host's CPU can't be read",
  },
  sensitivityTable: {
    title: 'What difference could this run have shown?',
    explanation:
      'The smallest change of a cell that plateau compare finds in 80 % of tries (5 % level) between two runs with this noise and these trials, the machine’s own speed taken out. Smaller ones are not ruled out. Its interval is wide where few trials tell of the noise.',
    trials: 'Fewest trials of a cell',
    throughput: 'Throughput (%)',
    cpuMs: 'CPU a request (%)',
    noRepetition: 'no cell has two trials, so the noise is unknown',
  },
  generatorTable: {
    title: 'Was the load generator itself a limit?',
    explanation: 'A generator or host near 100 % would measure itself.',
    cpu: 'Generator CPU of its quota',
    host: 'Whole machine busy',
    concurrency: 'Mean requests under way',
    steady: 'Settled trials',
    notObserved: 'not observed in this run',
  },
};
