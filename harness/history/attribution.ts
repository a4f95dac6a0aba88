import { cpuUseByGroup } from '../analysis/cpuUse.ts';
import { groupedBy } from '../analysis/grouping.ts';
import { mean, meanInterval } from '../analysis/interval.ts';
import { allMicros } from '../analysis/offered/probes.ts';
import { type TrialFigures, trialFigures } from '../analysis/trialFigures.ts';
import { valueAtQuantile } from '../analysis/valueCounts.ts';
import type { Sample } from '../model/trial.ts';

/** The samples of a `TrialPair`. */
export interface SamplePair {
  readonly cell: string;
  readonly before: Sample;
  readonly after: Sample;
}

/** One figure in the pairs: means of both sides, and the relative change with its interval. */
export interface Change {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** 0.2 is 20 % more. */
  readonly change: number;
  readonly low: number | null;
  readonly high: number | null;
  /** The interval excludes no change. */
  readonly moved: boolean;
}

/** Where in a cell the change sits; each list has what moved most for the worse first. */
export interface CellAttribution {
  readonly cell: string;
  readonly pairs: number;
  /** Null where a side answered nothing. */
  readonly throughput: Change | null;
  /** `p50`, `p90`, `p99` over all routes and outcomes, ms: what the gate's p99 is of. */
  readonly percentiles: readonly Change[];
  /** `GET /products p50`, ms. */
  readonly routes: readonly Change[];
  /** CPU-ms a request by `role/group`. */
  readonly cpu: readonly Change[];
  /** CPU ÷ the balancer's by `role/group`, which a slower machine does not change; none without a balancer. */
  readonly cpuRatios: readonly Change[];
  readonly culprit: Culprit;
}

/** The group of containers whose CPU explains most of what was added. */
export type Culprit =
  | { readonly group: string; readonly shareOfAdded: number; readonly note: string | null }
  | { readonly group: null; readonly note: string };

export interface Attribution {
  /** Commit of the newest night that still was fine, and tonight's. */
  readonly since: string | null;
  readonly until: string | null;
  readonly cells: readonly CellAttribution[];
}

/** Wide, since dozens of figures are looked at; it says where to look and decides nothing. */
const CONFIDENCE = 0.99;
/** Requests of a route in each trial under which its median is an accident. */
const ROUTE_REQUESTS = 20;
const PERCENTILES = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
] as const;

interface FiguresPair {
  readonly before: TrialFigures;
  readonly after: TrialFigures;
}

const relative = (log: number | null): number | null => (log === null ? null : Math.expm1(log));

const changeOf = (
  name: string,
  pairs: readonly FiguresPair[],
  figure: (trial: TrialFigures) => number | null,
): Change | null => {
  const both = pairs.flatMap(({ before, after }) => {
    const [first, second] = [figure(before), figure(after)];
    return first && second && first > 0 && second > 0 ? [{ first, second }] : [];
  });
  if (both.length === 0) return null;
  const ratio = meanInterval(
    both.map(({ first, second }) => Math.log(second / first)),
    CONFIDENCE,
  );
  return {
    name,
    before: mean(both.map(({ first }) => first)),
    after: mean(both.map(({ second }) => second)),
    change: Math.expm1(ratio.value),
    low: relative(ratio.low),
    high: relative(ratio.high),
    moved: ratio.low !== null && ratio.high !== null && (ratio.low > 0 || ratio.high < 0),
  };
};

/** What moved first, the largest rise before the others. */
const ranked = <Kind extends Change>(changes: readonly (Kind | null)[]): readonly Kind[] =>
  changes
    .filter((change) => change !== null)
    .toSorted((a, b) => Number(b.moved) - Number(a.moved) || b.change - a.change);

const percentileOf =
  (quantile: number) =>
  ({ load }: TrialFigures): number | null => {
    const micros = allMicros(load);
    return micros.total === 0 ? null : valueAtQuantile(micros, quantile) / 1_000;
  };

const routeMedian =
  (route: string) =>
  ({ routes }: TrialFigures): number | null => {
    const found = routes.find((each) => each.route === route);
    return found && found.okMicros.total >= ROUTE_REQUESTS
      ? valueAtQuantile(found.okMicros, 0.5) / 1_000
      : null;
  };

const cpuOf =
  (name: string) =>
  ({ use }: TrialFigures): number | null =>
    cpuUseByGroup([use]).find(({ role, group }) => `${role}/${group}` === name)?.cpuMsPerRequest ??
    null;

const cpuRatioOf =
  (name: string, balancer: string) =>
  (trial: TrialFigures): number | null => {
    const [own, reference] = [cpuOf(name)(trial), cpuOf(balancer)(trial)];
    return own === null || !reference ? null : own / reference;
  };

/** By the ratio where there is one: trials a minute apart differ by the machine's speed, too. */
const culpritOf = (
  cpu: readonly Change[],
  ratios: readonly Change[],
  groups: readonly string[],
): Culprit => {
  const risen = cpu.flatMap(({ name, before, ...own }) => {
    const { moved, change } = ratios.find((ratio) => ratio.name === name) ?? own;
    return moved && change > 0 ? [{ name, addedMs: before * change }] : [];
  });
  const worst = risen.toSorted((a, b) => b.addedMs - a.addedMs)[0];
  if (!worst) return { group: null, note: 'no group of containers uses more CPU a request' };
  const added = risen.reduce((sum, { addedMs }) => sum + addedMs, 0);
  const shared =
    worst.name.startsWith('app/') &&
    groups.filter((group) => group.startsWith('app/')).length === 1;
  return {
    group: worst.name,
    shareOfAdded: worst.addedMs / added,
    note: shared
      ? "the components share this process, and no profile of it was taken: which of them it is can't be said from this topology"
      : null,
  };
};

const attributed = (cell: string, pairs: readonly FiguresPair[]): CellAttribution => {
  const all = pairs.flatMap(({ before, after }) => [before, after]);
  const groups = [
    ...new Set(
      all.flatMap(({ use }) =>
        use.containers
          .filter(({ role }) => role !== 'generator')
          .map(({ role, group }) => `${role}/${group}`),
      ),
    ),
  ];
  const routes = [...new Set(all.flatMap((trial) => trial.routes.map(({ route }) => route)))];
  const cpu = ranked(groups.map((group) => changeOf(group, pairs, cpuOf(group))));
  const balancer = groups.find((group) => group.startsWith('balancer/'));
  const cpuRatios = balancer
    ? ranked(
        groups
          .filter((group) => group !== balancer)
          .map((group) => changeOf(group, pairs, cpuRatioOf(group, balancer))),
      )
    : [];
  return {
    cell,
    pairs: pairs.length,
    throughput: changeOf('throughput', pairs, (trial) => trial.throughputPerSecond),
    percentiles: ranked(
      PERCENTILES.map(([name, quantile]) => changeOf(name, pairs, percentileOf(quantile))),
    ),
    routes: ranked(routes.map((route) => changeOf(`${route} p50`, pairs, routeMedian(route)))),
    cpu,
    cpuRatios,
    culprit: culpritOf(cpu, cpuRatios, groups),
  };
};

/** What differs between the two sides of a night's A/B pairs, cell by cell. Pure. */
export const attribute = (
  pairs: readonly SamplePair[],
  since: string | null,
  until: string | null,
): Attribution => ({
  since,
  until,
  cells: [...groupedBy(pairs, ({ cell }) => cell)].map(([cell, same]) =>
    attributed(
      cell,
      same.map(({ before, after }) => ({
        before: trialFigures(before),
        after: trialFigures(after),
      })),
    ),
  ),
});
