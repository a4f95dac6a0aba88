import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bench, measured, quietNights } from './fixtures/nights.ts';
import { judgeNight } from './gate.ts';
import { lineOf } from './line.ts';
import type { Night } from './night.ts';
import { readHistory } from './store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-long-history-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a history of 10,000 nights', () => {
  it('is read and judged against in under 3 s', async () => {
    const [template] = (await quietNights(1)) as readonly [Night];
    const cell = { cell: 'c', requests: 1, errorShare: 0, okMicros: 'x'.repeat(3_000), routes: [] };
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      lineOf({ ...template, ...measured(`n-${index}`), cells: [cell] }, index + 1),
    );
    await writeFile(join(folder, 'nights.ndjson'), lines.join(''));
    const startedMs = performance.now();
    const { newestFirst, length } = await readHistory(folder);
    const { status, judged } = await judgeNight(measured('tonight'), newestFirst, bench());
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    expect([length, status, judged.length]).toEqual([10_000, 'passed', 26]);
  });
});
