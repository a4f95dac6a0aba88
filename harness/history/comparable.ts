import type { Experiment, OfferedLoad } from '../model/experiment.ts';

/** Fewer trials of a cell than this show no spread, and the gate judges by spreads. */
export const FEWEST_TRIALS = 3;
/** Under ten requests beyond it a percentile is an accident. */
export const P99_REQUESTS = 1_000;

const tooFew = (what: string, trials: number, setting: string): readonly string[] =>
  trials >= FEWEST_TRIALS
    ? []
    : [
        `the gate judges by how much trials differ: ${trials} of each ${what} are too few, ${FEWEST_TRIALS} the fewest (\`${setting}\`)`,
      ];

const offeredMistakes = (offered: OfferedLoad): readonly string[] => {
  const { ratesPerSecond, searchProbes, deployments, measureSeconds } = offered;
  const several =
    ratesPerSecond === 'auto'
      ? '`auto` follows from what each night saturates at'
      : `${ratesPerSecond.length} are given`;
  const [rate] = ratesPerSecond === 'auto' ? [] : ratesPerSecond;
  const requests = (rate ?? 0) * measureSeconds * deployments;
  return [
    ...(rate !== undefined && ratesPerSecond.length === 1
      ? []
      : [
          `p99 is compared between nights at one and the same rate, and ${several}: name one well under the wall (\`offered.rates: [100]\`), or measure no latency (\`offered: null\`)`,
        ]),
    ...(searchProbes === 0
      ? []
      : [
          `a search for the capacity offers other rates each night: leave it out (\`offered.search: 0\`)`,
        ]),
    ...tooFew('offered cell', deployments, 'offered.deployments'),
    ...(rate === undefined || requests >= P99_REQUESTS
      ? []
      : [
          `a p99 of ${Math.round(requests)} requests a night is an accident, ${P99_REQUESTS} are the fewest: raise \`offered.rates\`, \`offered.measure\` or \`offered.deployments\``,
        ]),
  ];
};

/** Why nights of an experiment could not be held against each other; empty where they can. Pure. */
export const nightlyMistakes = ({ trials, offered }: Experiment): readonly string[] => [
  ...tooFew('cell', trials, 'trials'),
  ...(offered ? offeredMistakes(offered) : []),
];
