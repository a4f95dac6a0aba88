import type { AttributedChange, NightHead, Trend } from './data.ts';

/** Every word of a night's report. */
export const nightlyText = {
  title: 'Is tonight worse than the nights before?',
  subtitle: ({ id, startedAt, commit }: NightHead): string =>
    `night ${id} of ${startedAt.slice(0, 16).replace('T', ' ')} UTC, commit ${commit?.slice(0, 10) ?? 'unknown'}`,
  decision: 'Decision',
  reasons: 'Why',
  trends: 'The nights',
  trendsIntro:
    'Each point is the mean of a night’s trials with its 95 % interval; tonight is the last one, with a ring. A vertical line is a change that someone accepted: from there on later nights are held against the new level.',
  evidence: 'What the A/B pairs say',
  evidenceIntro:
    'Each pair ran the baseline’s images and tonight’s one after the other, on this machine and in this night. The interval is at the confidence of the decision, after correction for all suspects and looks.',
  attribution: 'Where the change sits',
  machine: 'What nights are compared by',
  machineIntro: 'Only nights in which all of these are the same are compared.',
  tonight: 'tonight',
  nightAxis: 'Night, the last is tonight',
  axis: {
    throughput: 'Throughput (requests/s)',
    p99: 'p99 response time at the offered rate (ms)',
    cpu: 'CPU a request (ms)',
    'cpu-ratio': 'CPU ÷ CPU of the balancer',
  } satisfies Readonly<Record<Trend['kind'], string>>,
  chartTitle: {
    throughput: () => 'Saturation throughput by night',
    p99: () => 'p99 response time at the offered rate by night',
    cpu: (cell: string) => `CPU a request by night: ${cell}`,
    'cpu-ratio': (cell: string) => `CPU against the balancer’s by night: ${cell}`,
  } satisfies Readonly<Record<Trend['kind'], (cell: string) => string>>,
  chartDescription: (title: string, names: readonly string[]): string =>
    `${title}: ${names.join(', ')}. Bars are 95 % intervals over the night’s trials; the ring is tonight`,
  hover: (night: string, name: string, figure: string, status: string): string =>
    `${night}: ${name} ${figure}, ${status}`,
  accepted: (reason: string): string => `accepted: ${reason}`,
  acceptedItem: (night: string, at: string, reason: string): string =>
    `${night}, accepted on ${at.slice(0, 10)}: ${reason}`,
  acceptedTitle: 'Accepted changes',
  columns: {
    metric: 'Metric',
    baseline: 'Baseline',
    tonight: 'Tonight',
    change: 'Change',
    z: 'Standard deviations for the worse',
    suspectFrom: 'Suspect from',
    pairs: 'Pairs',
    verdict: 'Verdict',
    figure: 'Figure',
    before: 'Before',
    after: 'After',
    name: 'What',
    value: 'Value',
  },
  gated: 'Every gated metric tonight',
  gatedExplanation:
    'Units: requests/s, ms, CPU-ms a request, and CPU-ms as a multiple of the balancer’s, which a slower machine does not change. A suspect is measured again in A/B pairs; it fails the night only where they confirm it.',
  suspect: 'suspect',
  notJudged: 'not judged: fewer than seven nights have it',
  commits: (since: string | null, until: string | null): string =>
    `Between commit ${since ?? 'unknown'} (the last night that was fine) and ${until ?? 'unknown'} (tonight).`,
  what: {
    cpu: 'CPU-ms a request',
    'cpu-ratio': 'CPU ÷ CPU of the balancer',
    percentile: 'response time, ms',
    route: 'median response time, ms',
    throughput: 'requests/s',
  } satisfies Readonly<Record<AttributedChange['what'], string>>,
  moved: 'What moved, and by how much, in the pairs; intervals at 99 %.',
  nothingMoved: 'no single figure moved beyond its 99 % interval',
} as const;
