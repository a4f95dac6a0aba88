import type { GeneratorMeasurement } from '../../harness/analysis/measurement.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { measurementOf } from '../charts/points.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import { numberCell, type NumberFormat, percent, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { calibrationTable } from './calibration.ts';
import { tableBlock } from './drawn.ts';

const MEBIBYTE = 2 ** 20;

/** What the figures mean, what was set, and whether the load generator was in the way. */
export function methodSection(report: Report, text: Text): Section {
  const blocks: readonly Block[] = [
    {
      kind: 'list',
      title: text.method.notes,
      items: text.method.noteItems(percent(confidenceOf(report))),
    },
    {
      kind: 'list',
      title: text.sections.grades,
      items: Object.entries(text.gradeMeaning).map(
        ([grade, meaning]) =>
          `${text.gradeLabels[grade as keyof typeof text.gradeLabels]}: ${meaning}`,
      ),
    },
    { kind: 'table', table: setUpTable(report, text) },
    ...(report.environment.calibration
      ? tableBlock(calibrationTable(report.environment.calibration, text))
      : []),
    ...tableBlock(sensitivityTable(report, text)),
    ...tableBlock(generatorTable(report, text)),
  ];
  return { id: 'method', title: text.sections.method.title, blocks };
}

/** The level that the run's intervals were computed at. */
function confidenceOf(report: Report): number {
  const [figure] = report.cells
    .flatMap((entry) => measurementOf(entry)?.throughputPerSecond ?? [])
    .filter(isKnown);
  return figure?.confidence ?? 0.95;
}

function setUpTable(report: Report, text: Text): Table {
  const words = text.method;
  const { experiment, environment, run } = report;
  const { budget, timing } = experiment;
  const size = (of: { readonly cpuCores: number; readonly memoryBytes: number }): string =>
    words.size(plain(of.cpuCores), whole(of.memoryBytes / MEBIBYTE));
  const rows: readonly (readonly [string, string])[] = [
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
    [
      words.timing,
      words.timingValue(
        plain(timing.warmUpCpuSecondsPerNode),
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
  return {
    id: 'set-up',
    title: words.setUp,
    explanation: null,
    columns: [
      { title: words.item, align: 'left' },
      { title: words.value, align: 'left' },
    ],
    rows: rows.map(([item, value]) => [{ text: item }, { text: value }]),
  };
}

/** Beyond a doubling the figure only says that the run shows nothing. */
const atMostAll: NumberFormat = (share) => (share > 1 ? `> ${percent(1)}` : percent(share));

function sensitivityTable(report: Report, text: Text): Table {
  const words = text.method.sensitivityTable;
  return {
    id: 'sensitivity',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: words.trials, align: 'right' },
      { title: words.throughput, align: 'right' },
      { title: words.cpuMs, align: 'right' },
    ],
    rows: report.sensitivities.map((sensitivity): readonly Cell[] => [
      { text: sensitivity.topology },
      numberCell(sensitivity.trials, whole, ''),
      numberCell(sensitivity.throughput, atMostAll, words.noRepetition),
      numberCell(sensitivity.cpuMsPerRequest, atMostAll, words.noRepetition),
    ]),
  };
}

function generatorTable(report: Report, text: Text): Table {
  const words = text.method.generatorTable;
  const row = (id: string, generator: GeneratorMeasurement, settled: string): readonly Cell[] => [
    { text: id },
    numberCell(generator.cpuUtilisation, percent, words.notObserved),
    numberCell(generator.hostBusyShare, percent, words.notObserved),
    numberCell(generator.sendLagP99Ms, plain, words.notObserved),
    numberCell(generator.meanConcurrency, plain, words.notObserved),
    { text: settled },
  ];
  return {
    id: 'generator',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.cell, align: 'left' },
      { title: words.cpu, align: 'right' },
      { title: words.host, align: 'right' },
      { title: words.lag, align: 'right' },
      { title: words.concurrency, align: 'right' },
      { title: words.steady, align: 'right' },
    ],
    rows: report.cells.flatMap((entry) => {
      const measurement = measurementOf(entry);
      if (measurement === null) return [];
      const { steadyStates } = measurement;
      const settled = steadyStates.filter((state) => state.status === 'settled').length;
      return [row(entry.cell.id, measurement.generator, `${settled} / ${steadyStates.length}`)];
    }),
  };
}
