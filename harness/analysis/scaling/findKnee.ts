import { unknown } from '../../model/estimate.ts';
import type { ChosenLaw } from './choice.ts';
import type { ScalingPoint } from './data.ts';
import { type Knee, MINIMUM_SCALES_OF_A_KNEE } from './knee.ts';
import { kneeOfLaw } from './lawKnee.ts';
import { kneeOfPoints } from './pointsKnee.ts';

/** The chosen law's knee or, where none fits, that of the points; unknown at too few different n. */
export const findKnee = ({ fit, curves }: ChosenLaw, points: readonly ScalingPoint[]): Knee => {
  if (fit) return kneeOfLaw(points, fit, curves);
  const measured = new Set(points.map(({ n }) => n)).size;
  if (measured >= MINIMUM_SCALES_OF_A_KNEE) return kneeOfPoints(points);
  const knee = unknown({
    kind: 'too-few-scales-to-bend',
    measured,
    needed: MINIMUM_SCALES_OF_A_KNEE,
  });
  return { knee, stopAtNodes: null, kneeBasis: null };
};
