import { describe, expect, it } from 'vitest';
import { EXPERIMENT, plantedRun } from './fixtures/plantedRun.ts';
import { paritySweep } from './parity.ts';
import { analyse, type Report } from './report.ts';

const SIDES = { whole: 'cluster', split: 'split' };
/** What calls between services add to every request, ms of application CPU. */
const TAX_MS = 0.3;

/**
 * A run whose requests cost the application `workMs` and the planted split as much again, relabelled so that
 * split code costs a fixed tax on top instead: X = quota / (work + tax).
 */
const runOf = (workMs: number, noise = 0.01): Report => {
  const scenario = `work-${workMs}`;
  const cheap = { appMs: workMs, databaseMs: 0.001, balancerMs: 0.001 };
  const sweep = (topology: string) => [{ topology, scales: [8] }];
  const analysed = (topology: string, appMs: number): Report =>
    analyse(
      plantedRun(
        { ...cheap, appMs },
        5,
        { ...EXPERIMENT, scenario, topologies: sweep(topology) },
        noise,
      ),
    );
  const whole = analysed('cluster', workMs);
  // The planted split doubles what a request costs the application.
  const split = analysed('split', (workMs + TAX_MS) / 2);
  return { ...whole, cells: [...whole.cells, ...split.cells] };
};

describe('a tax of 0.3 ms on every request', () => {
  const sweep = paritySweep([runOf(0.3), runOf(20), runOf(1), runOf(5)], SIDES);

  it('takes half of the lightest requests and hardly anything of the heaviest', () => {
    const ratios = sweep.points.map(({ ratio }) => ratio.value ?? 0);
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    expect(ratios[0]).toBeGreaterThan(0.45);
    expect(ratios[0]).toBeLessThan(0.55);
    expect(ratios.at(-1)).toBeGreaterThan(0.96);
    expect(sweep.points[0]?.grade).toBe('worse');
  });

  it('reaches parity, a loss of 5 %, where the work is 19 times the tax', () => {
    expect(sweep.parityMs.value).toBeGreaterThan(4.5);
    expect(sweep.parityMs.value).toBeLessThan(7);
    expect(sweep.parityMs).toMatchObject({ samples: 5 });
    // Between two points the line lies under the curve: the interval is of the ratios' noise alone.
    expect(sweep.parityMs).toMatchObject({ low: expect.any(Number) });
  });

  it('shows the same for equal CPU used', () => {
    for (const { ratio, ratioByUsedCpu } of sweep.points) {
      expect(Math.abs((ratio.value ?? 0) - (ratioByUsedCpu.value ?? 1))).toBeLessThan(0.06);
    }
  });
});

describe('a sweep without a parity point', () => {
  it('says so where split still loses at the heaviest', () => {
    const { parityMs } = paritySweep([runOf(0.3), runOf(1)], SIDES);
    expect(parityMs.value).toBeNull();
    expect(parityMs).toMatchObject({
      reason: { kind: 'split-loses-to-the-end' },
    });
  });

  it('says so where split loses nothing from the lightest on', () => {
    const { parityMs } = paritySweep([runOf(30), runOf(60)], SIDES);
    expect(parityMs).toMatchObject({ value: null, reason: { kind: 'split-loses-nowhere' } });
  });

  it('needs two places', () => {
    expect(paritySweep([runOf(1)], SIDES).parityMs.value).toBeNull();
    expect(paritySweep([runOf(1)], { whole: 'cluster', split: 'none' }).points).toEqual([]);
  });
});
