import type { Report } from '../../harness/analysis/report.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { plain, withDetail } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { shortName } from './names.ts';
import { topologiesOf } from './points.ts';
import type { ChartPoint, Series, XyChart } from './spec.ts';

/** Measured throughput with its interval over the predicted one: on the diagonal the prediction held. */
export function predictions(report: Report, text: Text): XyChart {
  const series = topologiesOf(report).flatMap((topology, hue): readonly Series[] => {
    const points = report.predictions
      .filter((prediction) => prediction.topology === topology)
      .flatMap((prediction): readonly ChartPoint[] => {
        const { measuredPerSecond: measured, throughputPerSecond: predicted, scale } = prediction;
        if (!isKnown(measured)) return [];
        return [
          {
            x: predicted,
            y: measured.value,
            low: measured.low,
            high: measured.high,
            label: [String(scale)],
            hover: text.charts.predictions.hover(
              `${shortName(topology)}, ${text.charts.nodes(scale)}`,
              plain(predicted),
              withDetail(measured),
            ),
          },
        ];
      });
    return [
      { id: topology, label: shortName(topology), group: topology, style: 'points', hue, points },
    ];
  });
  const drawn = series.filter((one) => one.points.length > 0);
  const highest = Math.max(0, ...drawn.flatMap((one) => one.points.flatMap(({ x, y }) => [x, y])));
  const diagonal: Series = {
    id: 'diagonal',
    label: text.charts.predictions.diagonal,
    group: 'diagonal',
    style: 'ideal',
    hue: 0,
    points: [0, highest].map((at) => ({
      x: at,
      y: at,
      low: null,
      high: null,
      label: [],
      hover: text.charts.predictions.diagonal,
    })),
  };
  return {
    kind: 'xy',
    id: 'predictions',
    title: text.charts.predictions.title,
    description: text.charts.predictions.description,
    x: { label: text.charts.predictions.predictedAxis, ticks: null },
    y: { label: text.charts.predictions.measuredAxis, ticks: null },
    series: drawn.length === 0 ? [] : [diagonal, ...drawn],
    markers: [],
  };
}
