import { FEWEST_NIGHTS, fingerprintDifferences } from './baseline.ts';
import type { JudgedMetric, MetricKind } from './metric.ts';
import type { Confirmation, Entry, Night, NightMeasurement } from './night.ts';
import type { Screening } from './screen.ts';

const percent = (change: number): string =>
  `${change < 0 ? '−' : '+'}${(Math.abs(change) * 100).toFixed(1)} %`;

const UNIT: Readonly<Record<MetricKind, string>> = {
  throughput: 'requests/s',
  p99: 'ms',
  cpu: 'CPU-ms a request',
  'cpu-ratio': 'times the balancer’s CPU',
};

const figure = (value: number): string => Number(value.toPrecision(4)).toString();

const lineOf = ({ id, kind, baseline, tonight, change, z }: JudgedMetric): string =>
  `${id}: ${figure(baseline)} → ${figure(tonight)} ${UNIT[kind]}, ${percent(change)}, ${z.toFixed(1)} standard deviations for the worse`;

const byZ = (suspects: readonly JudgedMetric[]): readonly JudgedMetric[] =>
  suspects.toSorted((a, b) => b.z - a.z);

export const nameOf = ({ id, commit }: NightMeasurement): string =>
  commit === null ? id : `${id} (commit ${commit.slice(0, 10)})`;

export const insufficient = (
  nights: number,
  tonight: NightMeasurement,
  newestFirst: Iterable<Entry>,
): readonly string[] => {
  const few = `${nights} accepted ${nights === 1 ? 'night' : 'nights'} of this machine and experiment in the history, ${FEWEST_NIGHTS} needed: nothing was judged`;
  for (const entry of newestFirst)
    if (entry.kind === 'night') {
      const differences = fingerprintDifferences(entry.fingerprint, tonight.fingerprint);
      return differences.length === 0
        ? [few]
        : [few, ...differences.map((each) => `changed since the last night: ${each}`)];
    }
  return [few];
};

export const unsteady = (times: number): readonly string[] => [
  `the trials of one cell differed ${times.toFixed(1)} times more than on other nights: the machine was too unsteady to judge`,
];

export const passed = ({
  judged,
  unjudged,
}: Extract<Screening, { judged: readonly JudgedMetric[] }>): readonly string[] => [
  `${judged.length} metrics within what the nights before differ by`,
  ...(unjudged.length === 0
    ? []
    : [
        `not judged yet, fewer than ${FEWEST_NIGHTS} nights have them with repeated trials: ${unjudged.join(', ')}`,
      ]),
];

export const imagesGone = (): string =>
  'no image of the baseline is kept here any more, so that no A/B pair could be run';

export const pairsFailed = (against: Night): string =>
  `too few A/B pairs against ${nameOf(against)} could be completed`;

export const unchanged = (suspects: readonly JudgedMetric[], against: Night): readonly string[] => [
  `images and plans are those of ${nameOf(against)}: what changed is the machine`,
  ...byZ(suspects).map(lineOf),
];

export const confirmed = (
  { verdict, metrics }: Confirmation,
  suspects: readonly JudgedMetric[],
  against: Night,
): readonly string[] => {
  const pairLines = metrics.map(
    ({ id, pairs, change, low, high, verdict: own }) =>
      `${id}: ${percent(change)} (${percent(low)} to ${percent(high)}) in ${pairs} A/B pairs: ${own}`,
  );
  const sentence =
    verdict === 'regressed'
      ? `a regression, confirmed by interleaved A/B pairs against ${nameOf(against)}`
      : `suspect at first, cleared by interleaved A/B pairs against ${nameOf(against)}: what changed is the machine`;
  return [sentence, ...pairLines, ...byZ(suspects).map((each) => `screen: ${lineOf(each)}`)];
};

export const lasting = (suspects: readonly JudgedMetric[], why: string): readonly string[] => [
  `a regression, seen on several nights in a row (${why})`,
  ...byZ(suspects).map(lineOf),
];

export const suspected = (suspects: readonly JudgedMetric[], why: string): readonly string[] => [
  `suspect; the next night decides (${why})`,
  ...byZ(suspects).map(lineOf),
];
