import type { MetricValues } from './metric.ts';

/*
 * CPU of a part ÷ the balancer's CPU, of one trial. The balancer does the same for every request, so it is
 * the speedometer of the machine: what slows every process leaves the ratio as it is. On a shared host
 * CPU-ms a request of the busiest service differed by 15 % between trials a minute apart, its ratio by
 * 6 %; to the sum of all other parts by 12 %, since those that hardly work are uneven. What makes all
 * parts costlier, the balancer too, leaves no trace in it: it is judged beside CPU-ms, not instead.
 */

const BALANCER = 'balancer/';

type Metric = Pick<MetricValues, 'id' | 'kind' | 'cell' | 'group'>;

/** `cpu-ratio split-8-browse app/products`, from `cpu split-8-browse app/products`. */
const ratioId = ({ id }: Metric): string => `cpu-ratio${id.slice('cpu'.length)}`;

const ratiosOf = (cpu: readonly MetricValues[]): readonly MetricValues[] => {
  const balancer = cpu.find(({ group }) => group?.startsWith(BALANCER));
  // A trial without one of the parts leaves it unknown which values belong together.
  if (!balancer || cpu.some(({ values }) => values.length !== balancer.values.length)) return [];
  return cpu
    .filter((metric) => metric !== balancer)
    .map((metric) => ({
      ...metric,
      id: ratioId(metric),
      kind: 'cpu-ratio',
      values: metric.values.map((value, trial) => value / (balancer.values[trial] as number)),
    }));
};

/** @param measured of one night. @returns these, and what follows from them. */
export const gatedMetrics = (measured: readonly MetricValues[]): readonly MetricValues[] => {
  const cpu = measured.filter(({ kind }) => kind === 'cpu');
  const cells = [...new Set(cpu.map(({ cell }) => cell))];
  return [
    ...measured,
    ...cells.flatMap((cell) => ratiosOf(cpu.filter((each) => each.cell === cell))),
  ];
};

/** @param measured one trial's values by metric id. @returns the metric's; undefined where it has none. */
export const gatedValue = (
  measured: Readonly<Record<string, number>>,
  { id, kind, cell, group }: Metric,
): number | undefined => {
  if (kind !== 'cpu-ratio') return measured[id];
  const own = measured[`cpu ${cell} ${group}`];
  const balancer = Object.entries(measured).find(([each]) =>
    each.startsWith(`cpu ${cell} ${BALANCER}`),
  )?.[1];
  return own === undefined || balancer === undefined ? undefined : own / balancer;
};
