import type { CodeAndData } from '../../harness/analysis/comparing/codeAndData.ts';
import type { IsoLoad } from '../../harness/analysis/comparing/isoLoad.ts';
import type { LatencyShift } from '../../harness/analysis/comparing/latencyShift.ts';
import type { Report } from '../../harness/analysis/report.ts';
import type { Cell, Table } from '../document.ts';
import { estimateCell, numberCell, plain, times } from '../figures.ts';
import type { Text } from '../text/en.ts';

/** Everything that is compared beyond equal cost; what the run has none of is left out. */
export const comparingTables = (report: Report, text: Text): readonly Table[] => [
  ...report.codeAndData.flatMap((factorial) => [
    effectsTable(factorial, text),
    cornersTable(factorial, text),
  ]),
  ...report.isoLoads.map((iso, index) => isoLoadTable(iso, index, text)),
  ...report.latencyShifts.map((shift, index) => latencyShiftTable(shift, index, text)),
  ...(report.rpcTaxes.length > 0 ? [rpcTaxTable(report, text)] : []),
];

const EFFECTS = ['code', 'data', 'interaction'] as const;
const CORNERS = ['whole', 'splitCode', 'splitData', 'splitBoth'] as const;

function effectsTable(factorial: CodeAndData, text: Text): Table {
  const words = text.comparing.codeAndData;
  return {
    id: `code-and-data-${factorial.scale}`,
    title: words.title(factorial.scale),
    explanation: words.explanation(factorial),
    columns: [
      { title: words.what, align: 'left' },
      { title: words.ratio, align: 'right' },
      { title: words.outcome, align: 'left' },
    ],
    rows: EFFECTS.map((effect): readonly Cell[] => [
      { text: words.effects[effect] },
      estimateCell(factorial[effect].ratio, text, times),
      { text: words.outcomes[factorial[effect].grade] },
    ]),
  };
}

function cornersTable(factorial: CodeAndData, text: Text): Table {
  const words = text.comparing.codeAndData;
  return {
    id: `corners-${factorial.scale}`,
    title: words.cornersTitle,
    explanation: null,
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: words.what, align: 'left' },
      { title: words.throughput, align: 'right' },
    ],
    rows: CORNERS.map((corner): readonly Cell[] => [
      { text: factorial[corner].topology },
      { text: words.corners[corner] },
      estimateCell(factorial[corner].throughputPerSecond, text),
    ]),
  };
}

function isoLoadTable({ basis, loads }: IsoLoad, index: number, text: Text): Table {
  const words = text.comparing.isoLoad;
  const topologies = loads[0]?.needs.map(({ topology }) => topology) ?? [];
  return {
    id: `iso-load-${index + 1}`,
    title: words.title(basis),
    explanation: words.explanation,
    columns: [
      { title: words.load, align: 'right' },
      ...topologies.map((topology) => ({ title: words.cores(topology), align: 'right' as const })),
    ],
    rows: loads.map(({ loadPerSecond, needs }): readonly Cell[] => [
      numberCell(loadPerSecond, plain, ''),
      ...needs.map(({ provisionedCpuCores }) => estimateCell(provisionedCpuCores, text)),
    ]),
  };
}

function latencyShiftTable(shift: LatencyShift, index: number, text: Text): Table {
  const words = text.comparing.latencyShift;
  return {
    id: `latency-shift-${index + 1}`,
    title: words.title(shift),
    explanation: words.explanation(shift),
    columns: [
      { title: words.rate, align: 'right' },
      { title: words.percentile, align: 'left' },
      { title: words.ofTopology(shift.first), align: 'right' },
      { title: words.ofTopology(shift.second), align: 'right' },
      { title: words.shift, align: 'right' },
      { title: words.ratio, align: 'right' },
      { title: words.outcome(shift.first), align: 'left' },
    ],
    rows: shift.rates.flatMap(({ ratePerSecond, percentiles }) =>
      percentiles.map((one): readonly Cell[] => [
        numberCell(ratePerSecond, plain, ''),
        { text: words.percentiles[one.percentile] },
        estimateCell(one.firstMs, text),
        estimateCell(one.secondMs, text),
        estimateCell(one.shiftMs, text),
        estimateCell(one.ratio, text, times),
        { text: words.outcomes[one.grade] },
      ]),
    ),
  };
}

function rpcTaxTable(report: Report, text: Text): Table {
  const words = text.comparing.rpcTax;
  return {
    id: 'rpc-tax',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: words.pair, align: 'left' },
      { title: words.wholeMs, align: 'right' },
      { title: words.splitMs, align: 'right' },
      { title: words.ratio, align: 'right' },
      { title: words.hops, align: 'right' },
      { title: words.added, align: 'right' },
      { title: words.perHop, align: 'right' },
    ],
    rows: report.rpcTaxes.map((tax): readonly Cell[] => [
      { text: words.pairOf(tax) },
      estimateCell(tax.whole.cpuMsPerRequest, text),
      estimateCell(tax.split.cpuMsPerRequest, text),
      estimateCell(tax.ratio, text, times),
      { text: `${plain(tax.whole.hopsPerRequest)} → ${plain(tax.split.hopsPerRequest)}` },
      estimateCell(tax.addedCpuMs, text),
      estimateCell(tax.cpuMsPerHop, text),
    ]),
  };
}
