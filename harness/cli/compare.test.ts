import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plantedRun } from '../analysis/fixtures/plantedRun.ts';
import type { RunRecord } from '../model/run.ts';
import { createRun } from '../trial/runFolder.ts';
import { compareCommand } from './compare.ts';
import { UsageError } from './errors.ts';

let folder: string;
let printed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-compare-'));
  printed = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    printed += `${line}\n`;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const written = async (id: string, { experiment, environment, cells, trials }: RunRecord) => {
  const path = join(folder, id);
  await using run = await createRun(path, id, experiment, environment, cells);
  for (const trial of trials) await run.journal.write({ kind: 'trial', trial });
  await run.finish();
  return path;
};

const compare = (...args: string[]) => compareCommand().parseAsync(args, { from: 'user' });

describe('plateau compare', () => {
  const run = plantedRun(undefined, 2);
  const elsewhere = { ...run, environment: { ...run.environment, kernel: '7' } };

  it('prints every cell as JSON', async () => {
    await compare(await written('a', run), await written('b', run), '--json');
    const comparison = JSON.parse(printed) as { before: string; changes: unknown[]; unlike: [] };
    expect(comparison).toMatchObject({ before: 'a', after: 'b', unlike: [] });
    // Ten cells: throughput, CPU a request and p99.
    expect(comparison.changes).toHaveLength(30);
  });

  it('says that the machine’s speed is still in it where the load generator differs', async () => {
    const images = { ...run.environment.images, agent: 'rebuilt' };
    const rebuilt = { ...run, environment: { ...run.environment, images } };
    const a = await written('a', run);
    await compare(a, await written('b', rebuilt));
    expect(printed).toContain('not taken out: the image of the load generator differs');
    printed = '';
    await compare(a, a);
    expect(printed).not.toContain('not taken out');
  });

  it('refuses another machine and names what differs, until it is forced', async () => {
    const [a, b] = [await written('a', run), await written('b', elsewhere)];
    const refused = compare(a, b);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow('machine.kernel: "6" before, "7" now');
    await compare(a, b, '--force');
    expect(printed).toContain('The runs are not alike');
    expect(printed).toContain('0 of 30 figures changed');
  });
});
