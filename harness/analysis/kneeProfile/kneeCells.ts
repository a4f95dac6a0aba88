import { isKnown } from '../../model/estimate.ts';
import type { CurvePoint, ScalingCurve } from '../scalingCurve.ts';

/** With no knee in sight the last point is the nearest to it. */
const nearestToKnee = ({ points, stopAtNodes }: ScalingCurve): CurvePoint | null => {
  const measured = points.filter(({ throughputPerSecond }) => isKnown(throughputPerSecond));
  const at = stopAtNodes ?? Number.POSITIVE_INFINITY;
  const distance = ({ scale }: CurvePoint): number => Math.abs(scale - at);
  return measured.reduce<CurvePoint | null>(
    (nearest, point) => (nearest && distance(nearest) < distance(point) ? nearest : point),
    null,
  );
};

/** The cell of each curve that tells most about its wall; of single points only where nothing was grown. */
export const kneeCellIds = (curves: readonly ScalingCurve[]): readonly string[] => {
  const grown = curves.filter(({ points }) => points.length > 1);
  return (grown.length > 0 ? grown : curves).flatMap((curve) => {
    const point = nearestToKnee(curve);
    return point ? [point.cellId] : [];
  });
};
