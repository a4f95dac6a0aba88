import type { Report, ReportCell } from '../../harness/analysis/report.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { cellsOf, measurementOf, topologiesOf } from '../charts/points.ts';
import { throughputByCpu } from '../charts/throughputByCpu.ts';
import { throughputByNodes } from '../charts/throughputByNodes.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import { estimateCell, numberCell, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { firstClaims } from './claims.ts';
import { chartBlock, drawnCurves } from './drawn.ts';
import { kneeLink } from './kneeProfiles.ts';
import { limiterCell } from './limiterCell.ts';
import { optionsBlock } from './options.ts';
import { stopCell } from './stopCell.ts';
import { firstWarnings } from './warnings.ts';

/** One page: warnings, verdict, the chart, what each topology reached, and what is not told. */
export function answerSection(report: Report, text: Text): Section {
  const [main] = drawnCurves(report);
  const chart = chartBlock(
    main === undefined ? throughputByCpu(report, text) : throughputByNodes(report, main, text),
  );
  const blocks: readonly Block[] = [
    ...firstWarnings(report, text),
    firstClaims(report, text),
    ...(chart.length > 0 ? chart : [{ kind: 'paragraph' as const, text: text.nothingToDraw }]),
    ...optionsBlock(report, text),
    { kind: 'table', table: overview(report, text) },
    {
      kind: 'list',
      title: text.sections.notTested,
      items: report.notTested.map(text.notTestedSentence),
    },
  ];
  return { id: 'answer', title: text.sections.answer.title, blocks };
}

function overview(report: Report, text: Text): Table {
  const words = text.tables.overview;
  return {
    id: 'overview',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: words.best, align: 'right' },
      { title: words.atNodes, align: 'right' },
      { title: text.tables.cpuBought, align: 'right' },
      { title: words.perCore, align: 'right' },
      { title: words.p99, align: 'right' },
      { title: words.stopAt, align: 'right' },
      { title: words.limiter, align: 'left' },
    ],
    rows: topologiesOf(report).map((topology) => overviewRow(report, topology, text)),
  };
}

function overviewRow(report: Report, topology: string, text: Text): readonly Cell[] {
  const missing = text.tables.overview.noResult;
  const curve = report.curves.find((one) => one.topology === topology);
  const stop = stopCell(curve, text);
  const best = bestOf(cellsOf(report, topology));
  if (best === null) {
    const none = numberCell(null, plain, missing);
    return [{ text: topology }, none, none, none, none, none, stop, none];
  }
  const { entry, measurement, limiter, perSecond } = best;
  return [
    { text: topology },
    estimateCell(measurement.throughputPerSecond, text),
    numberCell(entry.cell.scale, whole, missing),
    numberCell(entry.provisionedCpuCores, plain, missing),
    numberCell(perSecond / entry.provisionedCpuCores, plain, missing),
    estimateCell(measurement.latency.p99Ms, text),
    stop,
    { ...limiterCell(limiter, text), ...kneeLink(report, { topology }, text) },
  ];
}

function bestOf(cells: readonly ReportCell[]) {
  const measured = cells.flatMap((entry) => {
    const measurement = measurementOf(entry);
    if (measurement === null || entry.result.status !== 'measured') return [];
    const { throughputPerSecond } = measurement;
    return isKnown(throughputPerSecond)
      ? [
          {
            entry,
            measurement,
            limiter: entry.result.limiter,
            perSecond: throughputPerSecond.value,
          },
        ]
      : [];
  });
  return measured.toSorted((a, b) => b.perSecond - a.perSecond)[0] ?? null;
}
