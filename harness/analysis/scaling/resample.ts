import type { Random } from '../../model/random.ts';
import {
  dataOfGroups,
  type ScalingData,
  type ScalingPoint,
  scalingGroups,
  type Weighting,
} from './data.ts';

/** Trials of each cell drawn again with replacement: the bootstrap over trials, never over requests. */
export const resampler = (
  points: readonly ScalingPoint[],
  weighting: Weighting,
): ((random: Random) => ScalingData) => {
  const groups = scalingGroups(points, weighting);
  return (random) =>
    dataOfGroups(
      groups.map(({ n, ys }) => ({
        n,
        ys: ys.map(() => ys[Math.floor(random() * ys.length)] as number),
      })),
      weighting,
    );
};
