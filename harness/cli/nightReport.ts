import type {
  AttributedCell,
  NightlyReport,
  Trend,
  TrendNight,
} from '../../reports/nightly/data.ts';
import { meanInterval } from '../analysis/interval.ts';
import type { CellAttribution } from '../history/attribution.ts';
import { sameFingerprint } from '../history/baseline.ts';
import { gatedMetrics } from '../history/cpuRatio.ts';
import type { MetricValues } from '../history/metric.ts';
import type { Acceptance, Entry, Night } from '../history/night.ts';
import { culpritLine, summaryOf } from '../history/summary.ts';

/** As many as can be told apart in a picture. */
const NIGHTS_SHOWN = 30;

interface Shown {
  /** Comparable nights, the oldest first, tonight last. */
  readonly nights: readonly Night[];
  readonly acceptances: ReadonlyMap<string, Acceptance>;
}

const shownNights = (night: Night, newestFirst: Iterable<Entry>): Shown => {
  const nights = [night];
  const acceptances = new Map<string, Acceptance>();
  for (const entry of newestFirst) {
    if (nights.length === NIGHTS_SHOWN) break;
    if (entry.kind === 'acceptance') acceptances.set(entry.night, entry);
    else if (sameFingerprint(entry.fingerprint, night.fingerprint)) nights.push(entry);
  }
  return { nights: nights.toReversed(), acceptances };
};

const trendOf = ({ id, kind, cell, group }: MetricValues, nights: readonly Night[]): Trend => {
  const tonight = nights.at(-1) as Night;
  const judged = tonight.decision.judged.find((each) => each.id === id);
  return {
    id,
    kind,
    cell,
    group,
    nights: nights.flatMap((night, index): readonly TrendNight[] => {
      const metric = gatedMetrics(night.metrics).find((each) => each.id === id);
      if (!metric) return [];
      const { value, low, high } = meanInterval(metric.values);
      return [
        { position: index + 1, night: night.id, status: night.decision.status, value, low, high },
      ];
    }),
    judged: judged ? { ...judged, suspect: tonight.decision.suspects.includes(id) } : null,
  };
};

const attributed = (cell: CellAttribution): AttributedCell => ({
  cell: cell.cell,
  culprit: culpritLine(cell),
  changes: [
    ...cell.cpu.map((change) => ({ ...change, what: 'cpu' as const })),
    ...cell.cpuRatios.map((change) => ({ ...change, what: 'cpu-ratio' as const })),
    ...(cell.throughput ? [{ ...cell.throughput, what: 'throughput' as const }] : []),
    ...cell.percentiles.map((change) => ({ ...change, what: 'percentile' as const })),
    ...cell.routes.map((change) => ({ ...change, what: 'route' as const })),
  ],
});

/** @param newestFirst the history without `night` */
export const nightReport = (
  night: Night,
  newestFirst: Iterable<Entry>,
  exitCode: number,
): NightlyReport => {
  const { nights, acceptances } = shownNights(night, newestFirst);
  const { decision, attribution } = night;
  return {
    schemaVersion: 1,
    night: { id: night.id, startedAt: night.startedAt, commit: night.commit },
    summary: summaryOf(night),
    status: decision.status,
    exitCode,
    reasons: decision.reasons,
    trends: gatedMetrics(night.metrics).map((metric) => trendOf(metric, nights)),
    accepted: nights.flatMap(({ id }, index) => {
      const acceptance = acceptances.get(id);
      return acceptance
        ? [{ position: index + 1, night: id, at: acceptance.at, reason: acceptance.reason }]
        : [];
    }),
    evidence: decision.confirmation?.metrics ?? [],
    attribution: attribution && { ...attribution, cells: attribution.cells.map(attributed) },
    fingerprint: night.fingerprint,
  };
};
