import type { Candidate } from '../../harness/analysis/economics/candidate.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { withDetail } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { shortName } from './names.ts';
import type { StackedBars } from './spec.ts';

/** What a million requests cost with everything that has a price, with the interval of what it carries. */
export function costPerMillion(report: Report, text: Text): StackedBars {
  const words = text.economics.costChart;
  const { currency } = report.experiment.economics.prices;
  const known = report.economics.candidates.flatMap((candidate) =>
    isKnown(candidate.perMillionRequests)
      ? [{ name: nameOf(candidate, text), cost: candidate.perMillionRequests }]
      : [],
  );
  return {
    kind: 'bars',
    id: 'cost-per-million',
    title: words.title,
    description: words.description,
    x: { label: words.axis(currency) },
    y: { names: known.map(({ name }) => name) },
    parts: [
      {
        label: words.title,
        // Not the first colours: those mean topologies.
        hue: 4,
        values: known.map(({ cost }) => cost.value),
        hovers: known.map(({ name, cost }) =>
          text.charts.hover(name, words.perMillion, withDetail(cost)),
        ),
      },
    ],
    intervals: known.map(({ cost }) => ({ low: cost.low, high: cost.high })),
  };
}

/** The larger database and what is only predicted are said; a plain size is its topology and nodes. */
const nameOf = (candidate: Candidate, text: Text): string =>
  text.economics.costChart.name(
    `${shortName(candidate.topology, 14)} ${candidate.scale}`,
    candidate,
  );
