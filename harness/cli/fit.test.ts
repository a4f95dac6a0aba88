import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from './errors.ts';
import { fitCommand } from './fit.ts';
import { parseThroughputCsv } from './throughputCsv.ts';

describe('parseThroughputCsv', () => {
  it('takes the two columns wherever they stand, with repeated n', () => {
    const text = '\uFEFFThroughput,host,N\r\n307,a,1\r\n\r\n# second run\r\n305,b,1\r\n';
    expect(parseThroughputCsv(text, 'x.csv')).toEqual([
      { n: 1, throughput: 307 },
      { n: 1, throughput: 305 },
    ]);
  });

  it.each([
    ['', 'x.csv is empty; it needs a header line: n,throughput'],
    ['n,throughput\n', 'x.csv has a header and no rows'],
    ['n,rate\n1,2', "x.csv, line 1: no column 'throughput'; the header must name n and throughput"],
    ['n,throughput\n1,2\n2,fast', "x.csv, line 3: throughput is 'fast', a number is needed"],
    ['n,throughput\n1', "x.csv, line 2: throughput is '', a number is needed"],
    ['n,throughput\n0,5', 'x.csv, line 2: n is 0, and must be 1 or more'],
    ['n,throughput\n1,0', 'x.csv, line 2: throughput is 0, and must be more than 0'],
  ])('names the first bad line of %j', (text, message) => {
    expect(() => parseThroughputCsv(text, 'x.csv')).toThrow(new UsageError(message));
  });
});

describe('plateau fit', () => {
  let folder: string;
  let printed: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plateau-fit-'));
    printed = '';
    vi.spyOn(console, 'log').mockImplementation((line: string) => {
      printed += `${line}\n`;
    });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const fit = async (csv: string, ...options: readonly string[]): Promise<string> => {
    const file = join(folder, 'data.csv');
    await writeFile(file, csv);
    await fitCommand().parseAsync([file, ...options], { from: 'user' });
    return printed;
  };

  const wall = [1, 2, 3, 4, 6, 8]
    .flatMap((n) => [0.99, 1, 1.01].map((noise) => `${n},${300 * Math.min(n, 2.4) * noise}`))
    .join('\n');

  it('prints JSON with the chosen law and the USL beside it', async () => {
    const report = JSON.parse(await fit(`n,throughput\n${wall}`, '--json'));
    expect(report).toMatchObject({ chosen: 'bottleneck', weighting: 'relative' });
    expect(report.usl.alpha).toMatchObject({ value: expect.any(Number) });
    expect(report).toMatchObject({ stopAtNodes: 2, kneeBasis: 'law' });
    // min(n, 2.4): node n + 1 brings 2.4 − n.
    expect(report.knee.low).toBeLessThan(1.9);
    expect(report.knee.high).toBeGreaterThan(1.9);
    expect(report.knee.high - report.knee.low).toBeLessThan(0.2);
  });

  it('prints a table', async () => {
    const text = await fit(`n,throughput\n${wall}`);
    expect(text).toContain('Points: 18, different N: 6');
    expect(text).toMatch(/X_max 7\d\d/);
    expect(text).toMatch(
      /knee \(the next node brings under 50 % of the first\): 1\.9 \(1\.\d+ to 1\.9\d*\); stop at N = 2/,
    );
  });

  it('gives reasons in place of figures for four points', async () => {
    const report = JSON.parse(await fit('n,throughput\n1,1\n2,2\n3,3\n4,4', '--json'));
    expect(report.usl.peak).toEqual({
      value: null,
      reason: { kind: 'too-few-scales', measured: 4, needed: 6 },
    });
  });

  it('says what to do about a file that is not there', async () => {
    const missing = fitCommand().parseAsync([join(folder, 'none.csv')], { from: 'user' });
    await expect(missing).rejects.toThrow(/none\.csv can't be read; give a CSV/);
  });
});
