import type { ScalingCurve } from '../../harness/analysis/scalingCurve.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import type { Cell } from '../document.ts';
import { detailOf, estimateCell, numberCell, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';

/** The whole number of nodes to stop at, and smaller the knee as a real number with its interval. */
export function stopCell(curve: ScalingCurve | undefined, text: Text): Cell {
  if (!curve) return numberCell(null, whole, text.tables.overview.noResult);
  const { knee, kneeBasis, stopAtNodes } = curve;
  const last = curve.points.findLast(({ refusal }) => refusal === null)?.scale;
  if (kneeBasis === null || last === undefined) return estimateCell(knee, text);
  const detail = isKnown(knee)
    ? { detail: text.tables.overview.kneeAt(plain(knee.value), detailOf(knee)) }
    : {};
  return stopAtNodes === null
    ? {
        text: `≥ ${whole(last)}`,
        ...detail,
        note: text.reasonClause({ kind: 'still-pays', scale: last }),
        sortBy: last,
      }
    : { text: whole(stopAtNodes), ...detail, sortBy: stopAtNodes };
}
