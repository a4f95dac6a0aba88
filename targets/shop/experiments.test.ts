import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExperiment } from '../../harness/experiment/read.ts';
import { cpuCoresOf } from '../../harness/model/plan.ts';
import { planCells } from '../../harness/trial/planCells.ts';
import { trialOrder } from '../../harness/experiment/plan.ts';
import { expectedSeconds } from '../../harness/trial/runTime.ts';
import { shop } from './shop.ts';

const FOLDER = new URL('../../experiments/', import.meta.url);
const HOST_CPU_CORES = 2;
const LONGEST_SECONDS = 12 * 60;

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const read = (file: string) =>
  readExperiment(readFileSync(new URL(file, FOLDER), 'utf8'), file, 'quick');

describe.each(files)('experiments/%s', (file) => {
  it('reads, and plans on two cores', () => {
    expect(planCells(read(file), shop, HOST_CPU_CORES).length).toBeGreaterThan(1);
  });

  it('is measured in under twelve minutes', () => {
    const experiment = read(file);
    expect(expectedSeconds(experiment, trialOrder(experiment))).toBeLessThan(LONGEST_SECONDS);
  });
});

describe('the experiments of limiters', () => {
  it.each(['database', 'node', 'balancer'])('%s: has wall-test cells from the start', (name) => {
    const cells = planCells(read(`limiter-${name}.yaml`), shop, HOST_CPU_CORES);
    const raised = cells.flatMap(({ cell }) => (cell.raised === null ? [] : [cell.raised]));
    expect(raised.toSorted()).toEqual(['balancer', 'database', 'node']);
  });

  it.each([
    ['database', 'cluster-1-browse-less-database', 1 / 4],
    ['balancer', 'cluster-1-light-less-balancer', 1 / 2],
  ] as const)(
    '%s: measures what a request costs it when full, in %s with %f of its quota',
    (part, id, ofQuota) => {
      const cells = planCells(read(`limiter-${part}.yaml`), shop, HOST_CPU_CORES);
      const [squeezed] = cells.filter(({ cell }) => cell.squeezed === part);
      const [smallest] = cells.filter(({ cell }) => cell.scale === 1 && cell.squeezed === null);
      expect(squeezed?.cell.id).toBe(id);
      if (!squeezed || !smallest) throw new Error('there is no such cell');
      const share = cpuCoresOf(squeezed.plan, part) / cpuCoresOf(smallest.plan, part);
      expect(share).toBeCloseTo(ofQuota, 5);
      expect(cpuCoresOf(squeezed.plan, 'app')).toBe(cpuCoresOf(smallest.plan, 'app'));
    },
  );

  it('refuses a quota under 1 ms of each period', () => {
    const experiment = read('limiter-balancer.yaml');
    const budget = { ...experiment.budget, cpuPeriodMicros: 20_000 };
    expect(() => planCells({ ...experiment, budget }, shop, HOST_CPU_CORES)).toThrow(
      /0\.03 cores, which is under 1 ms of each 20000 µs period/,
    );
  });
});
