import { describe, expect, it } from 'vitest';
import { paritySweep } from '../analysis/parity.ts';
import { analyse } from '../analysis/report.ts';
import { recordedRun } from './fixtures/recorded.ts';

/** What `experiments/parity-*.yaml` measured, the work of a request rising. */
const WORK = ['light', 'mostly-light', 'half-heavy', 'heavy'];

describe('the recorded sweep of work a request', async () => {
  const reports = await Promise.all(
    WORK.map(async (work) => analyse(await recordedRun(`parity/${work}`))),
  );
  const sweep = paritySweep(reports, { whole: 'cluster', split: 'split-one-database' });

  it('has the shape of the published one: a split loses most where a request is light, nothing where it is heavy', () => {
    expect(sweep.points.map(({ scenario }) => scenario)).toEqual(WORK);
    expect(sweep.points.map(({ grade }) => grade)).toEqual([
      'worse',
      'worse',
      'indistinguishable',
      'indistinguishable',
    ]);
    const ratios = sweep.points.map(({ ratio }) => ratio.value ?? Number.NaN);
    // Blinowski et al. on one machine: 0.42 to 0.73 of a light request, 0.94 to 1 of a heavy one.
    expect(ratios[0]).toBeLessThan(0.73);
    expect(ratios[3]).toBeGreaterThan(0.94);
  });

  it('has a parity point between them', () => {
    const [, mostlyLight, halfHeavy] = sweep.points;
    expect(sweep.parityMs.value).toBeGreaterThan(mostlyLight?.workMsPerRequest.value ?? Number.NaN);
    expect(sweep.parityMs.value).toBeLessThan(halfHeavy?.workMsPerRequest.value ?? Number.NaN);
  });
});
