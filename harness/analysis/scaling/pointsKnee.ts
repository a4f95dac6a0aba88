import { seededRandom } from '../../model/random.ts';
import { CONFIDENCE } from '../interval.ts';
import { type ScalingData, type ScalingPoint, scalingData, throughputOfY } from './data.ts';
import { type Knee, KNEE_THRESHOLD } from './knee.ts';
import { neverFalling } from './monotone.ts';
import { resampler } from './resample.ts';

const RESAMPLES = 1000;

/** Index of the first cell after which a node brings too little; that of the last where none does. */
const kneeCell = (data: ScalingData): number => {
  const { cells } = data;
  const heights = neverFalling(
    cells.map(({ n, count, meanY }) => ({
      n,
      height: throughputOfY(data, meanY),
      weight: count,
    })),
  );
  const perNode = (heights[0] as number) / (cells[0]?.n ?? 1);
  return cells.findIndex(({ n }, i) => {
    const next = cells[i + 1];
    if (!next) return true;
    const gain = (heights[i + 1] as number) - (heights[i] as number);
    return gain < KNEE_THRESHOLD * perNode * (next.n - n);
  });
};

/**
 * The knee of the closest curve that never falls, for points that no law describes. It is told at a
 * measured n; where a curve's gains fall, a step that pays puts the knee behind its first n, and one that
 * doesn't puts it a node or more before its last: between these two the interval lies, of all knees from
 * the 2.5th to the 97.5th percentile of resampled trials. There is none where nothing was repeated.
 * @param points at two different n or more
 */
export const kneeOfPoints = (points: readonly ScalingPoint[]): Knee => {
  const data = scalingData(points, 'relative');
  const scales = data.cells.map(({ n }) => n);
  const last = scales.length - 1;
  const at = (cell: number): number => scales[cell] as number;
  const found = kneeCell(data);
  const repeated = data.pureErrorDf > 0;
  const random = seededRandom(points.length);
  const draw = resampler(points, 'relative');
  const knees = Array.from({ length: repeated ? RESAMPLES : 0 }, () =>
    kneeCell(draw(random)),
  ).toSorted((a, b) => a - b);
  const percentile = (share: number): number => knees[Math.floor(share * (RESAMPLES - 1))] ?? found;
  const [earliest, latest] = [percentile(0.025), percentile(0.975)];
  const low = earliest === 0 ? 0 : at(earliest - 1);
  const common = { kneeBasis: 'points' } as const;
  if (found === last) {
    const knee = { value: null, reason: { kind: 'still-pays', scale: at(last) }, low } as const;
    return { ...common, knee, stopAtNodes: null };
  }
  const open = latest === last;
  return {
    ...common,
    knee: {
      value: at(found),
      low: repeated ? low : null,
      high: repeated && !open ? at(latest + 1) - 1 : null,
      ...(repeated && open ? { highUnbounded: true as const } : {}),
      confidence: CONFIDENCE,
      samples: points.length,
    },
    stopAtNodes: at(found),
  };
};
