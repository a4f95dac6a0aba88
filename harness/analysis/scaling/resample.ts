import type { Random } from '../../model/random.ts';
import type { ScalingData, ScalingPoint, Weighting } from './data.ts';
import { scalingData } from './data.ts';
import { groupedBy } from '../grouping.ts';

/** Trials of each cell drawn again with replacement: the bootstrap over trials, never over requests. */
export const resampler = (
  points: readonly ScalingPoint[],
  weighting: Weighting,
): ((random: Random) => ScalingData) => {
  const cells = [...groupedBy(points, ({ n }) => String(n)).values()];
  return (random) =>
    scalingData(
      cells.flatMap((cell) =>
        cell.map(() => cell[Math.floor(random() * cell.length)] as ScalingPoint),
      ),
      weighting,
    );
};
