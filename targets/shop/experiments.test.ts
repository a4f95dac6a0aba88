import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExperiment } from '../../harness/experiment/read.ts';
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
});
