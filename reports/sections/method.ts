import type { GeneratorMeasurement } from '../../harness/analysis/measurement.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { measurementOf } from '../charts/points.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import { numberCell, percent, plain } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { calibrationTable } from './calibration.ts';
import { tableBlock } from './drawn.ts';
import { setUpTable } from './setUp.ts';

/** What the figures mean, what was set, and whether the load generator was in the way. */
export function methodSection(report: Report, text: Text): Section {
  const blocks: readonly Block[] = [
    {
      kind: 'list',
      title: text.method.notes,
      items: text.method.noteItems(percent(confidenceOf(report))),
    },
    { kind: 'table', table: setUpTable(report, text) },
    ...(report.environment.calibration
      ? tableBlock(calibrationTable(report.environment.calibration, text))
      : []),
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

function generatorTable(report: Report, text: Text): Table {
  const words = text.method.generatorTable;
  const row = (id: string, generator: GeneratorMeasurement, settled: string): readonly Cell[] => [
    { text: id },
    numberCell(generator.cpuUtilisation, percent, words.notObserved),
    numberCell(generator.hostBusyShare, percent, words.notObserved),
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
