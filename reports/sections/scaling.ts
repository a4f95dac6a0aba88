import type { Report } from '../../harness/analysis/report.ts';
import type {
  FittedModel,
  ModelCandidate,
  OpenEstimate,
} from '../../harness/analysis/scaling/model.ts';
import type { ScalingCurve } from '../../harness/analysis/scalingCurve.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { curveCells, measurementOf } from '../charts/points.ts';
import { slug } from '../charts/names.ts';
import { marginalGain } from '../charts/marginalGain.ts';
import { throughputByNodes } from '../charts/throughputByNodes.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import {
  detailOf,
  estimateCell,
  estimateCellOr,
  numberCell,
  percent,
  plain,
  whole,
} from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartBlock, drawnCurves, tableBlock } from './drawn.ts';
import { kneeLink } from './kneeProfiles.ts';
import { limiterCell } from './limiterCell.ts';

/** Every curve: its picture, its points, what each node brought and which law describes it. */
export function scalingSection(report: Report, text: Text): Section {
  const curves = drawnCurves(report);
  return {
    id: 'scaling',
    title: text.sections.scaling.title,
    blocks: [
      { kind: 'paragraph', text: text.sections.scaling.intro },
      ...curves.slice(1).flatMap((curve) => chartBlock(throughputByNodes(report, curve, text))),
      { kind: 'table', table: pointsTable(report, text) },
      ...curves.flatMap((curve): readonly Block[] => [
        ...chartBlock(marginalGain(report, curve, text)),
        ...tableBlock(marginalTable(curve, text)),
        { kind: 'paragraph', text: text.tables.models.choice(curve) },
        { kind: 'table', table: modelTable(curve, text) },
      ]),
    ],
  };
}

function pointsTable(report: Report, text: Text): Table {
  const words = text.tables.points;
  return {
    id: 'points',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: text.tables.nodes, align: 'right' },
      { title: text.tables.cpuBought, align: 'right' },
      { title: text.tables.throughput, align: 'right' },
      { title: words.efficiency, align: 'right' },
      { title: words.cpuMs, align: 'right' },
      { title: words.hops, align: 'right' },
      { title: words.errors, align: 'right' },
      { title: text.tables.limiter, align: 'left' },
    ],
    rows: curveCells(report).map((entry): readonly Cell[] => {
      const point = report.curves
        .flatMap((curve) => curve.points)
        .find((one) => one.cellId === entry.cell.id);
      const measurement = measurementOf(entry);
      const reason =
        entry.result.status === 'none' ? text.reasonClause(entry.result.reason) : words.noHops;
      return [
        { text: entry.cell.topology },
        numberCell(entry.cell.scale, whole, reason),
        numberCell(entry.provisionedCpuCores, plain, reason),
        estimateCellOr(measurement?.throughputPerSecond, reason, text),
        estimateCellOr(point?.efficiency, words.noCurve, text),
        estimateCellOr(measurement?.cpuMsPerRequest, reason, text),
        numberCell(measurement?.hopsPerRequest ?? null, plain, reason),
        numberCell(measurement?.errorShare ?? null, percent, reason),
        entry.result.status === 'measured'
          ? {
              ...limiterCell(entry.result.limiter, text),
              ...kneeLink(report, { cellId: entry.cell.id }, text),
            }
          : { text: text.none, note: reason },
      ];
    }),
  };
}

const marginalTable = (curve: ScalingCurve, text: Text): Table => {
  const words = text.tables.marginal;
  return {
    id: `marginal-${slug(curve.topology)}`,
    title: words.title(curve.topology),
    explanation: null,
    columns: [
      { title: words.from, align: 'left' },
      { title: words.perNode, align: 'right' },
      { title: words.share, align: 'right' },
      { title: words.added, align: 'right' },
    ],
    rows: curve.marginal.map((gain) => [
      { text: `${whole(gain.fromScale)} → ${whole(gain.toScale)}`, sortBy: gain.fromScale },
      estimateCell(gain.perNodePerSecond, text),
      numberCell(gain.shareOfFirstNode, percent, words.noShare),
      numberCell(gain.addedCpuCores, plain, words.noShare),
    ]),
  };
};

const modelTable = (curve: ScalingCurve, text: Text): Table => {
  const words = text.tables.models;
  return {
    id: `models-${slug(curve.topology)}`,
    title: words.title(curve.topology),
    explanation: words.explanation,
    columns: [
      { title: words.law, align: 'left' },
      { title: words.verdict, align: 'left' },
      { title: words.error, align: 'right' },
      { title: words.parameters, align: 'left' },
    ],
    rows: curve.model.candidates.map((candidate): readonly Cell[] => [
      { text: words.names[candidate.name] },
      { text: standing(candidate, curve, text) },
      numberCell(candidate.crossValidationError, percent, words.noError),
      {
        text:
          curve.model.chosen?.name === candidate.name
            ? parameters(curve.model.chosen, text)
            : text.none,
      },
    ]),
  };
};

function standing(candidate: ModelCandidate, curve: ScalingCurve, text: Text): string {
  const words = text.tables.models;
  if (curve.model.chosen?.name === candidate.name) return words.chosen;
  if (curve.model.rivals.includes(candidate.name)) return words.rival;
  return candidate.refusal === null ? words.lost : text.reasonClause(candidate.refusal);
}

function parameters(model: FittedModel, text: Text): string {
  const words = text.tables.models;
  const names: Readonly<Record<string, string>> = words.parameterNames;
  const figures: readonly (readonly [string, OpenEstimate])[] = [
    ...Object.entries(model.parameters).map(
      ([name, value]) => [names[name] ?? name, value] as const,
    ),
    [words.peak, model.peak],
    [words.ceiling, model.ceilingPerSecond],
  ];
  return figures
    .map(([name, figure]) =>
      isKnown(figure)
        ? `${name} ${plain(figure.value)} (${detailOf(figure, plain)})`
        : `${name} ${lowOf(figure)}${words.notIdentified(figure.reason)}`,
    )
    .join('; ');
}

/** What an unknown figure is at least, where that is known. */
const lowOf = (figure: OpenEstimate): string =>
  'low' in figure && figure.value === null && figure.low !== undefined
    ? `≥ ${plain(figure.low)}, `
    : '';
