import { describe, expect, it } from 'vitest';
import { plantedRun } from '../fixtures/plantedRun.ts';
import { analyse } from '../report.ts';
import { kneeCellIds } from './kneeCells.ts';

const { curves } = analyse(plantedRun());
const [curve] = curves.filter(({ points }) => points.length > 1);
if (!curve) throw new Error('the planted run grows nothing');

const withKnee = (stopAtNodes: number | null) => ({ ...curve, stopAtNodes });
const { topology, scenario, points } = curve;
const scales = points.map(({ scale }) => scale);

describe('the cell nearest to a knee', () => {
  it('is one of each grown curve, and of single points only where nothing was grown', () => {
    const single = { ...curve, topology: 'single', points: points.slice(0, 1) };
    expect(kneeCellIds([curve, single])).toHaveLength(1);
    expect(kneeCellIds([single])).toEqual([points[0]?.cellId]);
  });

  it('is the measured one with the fewest nodes between them, and the larger of two', () => {
    for (const scale of scales)
      expect(kneeCellIds([withKnee(scale)])).toEqual([`${topology}-${scale}-${scenario}`]);
    const [first = 0, second = 0] = scales;
    expect(kneeCellIds([withKnee((first + second) / 2)])).toEqual([
      `${topology}-${second}-${scenario}`,
    ]);
  });

  it('is the largest where no knee is known', () => {
    expect(kneeCellIds([withKnee(null)])).toEqual([points.at(-1)?.cellId]);
  });
});
