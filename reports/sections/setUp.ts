import type { Report } from '../../harness/analysis/report.ts';
import type { Table } from '../document.ts';
import { percent, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';

const MEBIBYTE = 2 ** 20;

type SetUpRow = readonly [item: string, value: string];

/** What was set, and what it ran on. */
export function setUpRows(report: Report, text: Text): readonly SetUpRow[] {
  const words = text.method;
  const { experiment, environment, run } = report;
  const { budget, timing } = experiment;
  const size = (of: { readonly cpuCores: number; readonly memoryBytes: number }): string =>
    words.size(plain(of.cpuCores), whole(of.memoryBytes / MEBIBYTE));
  return [
    [words.run, run.id],
    [words.experiment, `${run.name} (${words.profile}: ${run.profile})`],
    [words.started, run.startedAt],
    [words.finished, run.finishedAt ?? words.unfinished],
    [words.target, run.target],
    [words.scenario, run.scenario],
    [words.node, size(budget.node)],
    [words.database, words.databaseSize(size(budget.database), whole(budget.database.connections))],
    [words.balancer, size(budget.balancer)],
    [words.generator, size(budget.generator)],
    [words.load, words.loadValue(experiment.connectionsPerNode)],
    ...offeredRows(report, text),
    [
      words.promise,
      words.promiseValue(plain(experiment.slo.p99Ms), percent(experiment.slo.errorShare)),
    ],
    [
      words.timing,
      words.timingValue(
        plain(timing.warmUpCpuSecondsPerNode),
        plain(timing.reconnectSecondsPerNode ?? 0),
        plain(timing.settleSeconds),
        plain(timing.measureSeconds),
      ),
    ],
    [words.trials, whole(experiment.trials)],
    [words.seed, String(experiment.seed)],
    [
      words.machine,
      words.machineValue(
        environment.cpuCores,
        environment.cpuModel,
        plain(environment.memoryBytes / MEBIBYTE / 1024),
      ),
    ],
    [
      words.software,
      words.softwareValue({
        plateau: environment.plateauVersion,
        node: environment.nodeVersion,
        engine: `${environment.engine.name} ${environment.engine.version}`,
        kernel: environment.kernel,
      }),
    ],
    [words.commit, environment.commit ?? text.none],
    [
      words.images,
      Object.entries(environment.images)
        .map(([name, hash]) => `${name} ${hash.slice(0, 19)}`)
        .join(', '),
    ],
  ];
}

function offeredRows({ experiment: { offered } }: Report, text: Text): readonly SetUpRow[] {
  if (offered === null) return [];
  const words = text.method;
  return [
    [
      words.offeredLoad,
      words.offeredLoadValue(
        whole(offered.deployments),
        whole(offered.searchProbes),
        plain(offered.measureSeconds),
        whole(offered.connections),
      ),
    ],
  ];
}

export function setUpTable(report: Report, text: Text): Table {
  const words = text.method;
  return {
    id: 'set-up',
    title: words.setUp,
    explanation: null,
    columns: [
      { title: words.item, align: 'left' },
      { title: words.value, align: 'left' },
    ],
    rows: setUpRows(report, text).map(([item, value]) => [{ text: item }, { text: value }]),
  };
}
