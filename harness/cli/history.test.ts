import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bench, measured, quietNights, withNight } from '../history/fixtures/nights.ts';
import type { Entry } from '../history/night.ts';
import { appendEntry } from '../history/store.ts';

const PLATEAU = join(import.meta.dirname, '../../scripts/plateau');
const identity = { self: 'this test', isProvablyDead: () => false };
const SLOW = { 'cpu split-8 app/orders': 1.3 };

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-history-cli-'));
  const nights = await withNight(await quietNights(8), measured('worse', SLOW), bench(SLOW));
  for (const night of nights.toReversed())
    await appendEntry(join(folder, 'history'), night, identity);
  await writeFile(join(folder, 'two.yaml'), 'trials: 2\n');
  await writeFile(join(folder, 'rates.yaml'), 'offered: { rates: auto }\n');
});
afterAll(() => rm(folder, { recursive: true }));

const plateau = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, ...environment } };
    execFile(PLATEAU, args, options, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

describe('plateau history', () => {
  it('shows each night with its decision, and exports all of it', async () => {
    const { code, stdout } = await plateau(['history']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/worse .* regressed/);
    const exported = JSON.parse((await plateau(['history', '--json'])).stdout) as readonly Entry[];
    expect(exported).toHaveLength(9);
    expect(exported.at(-1)).toMatchObject({ kind: 'night', id: 'worse' });
  });

  it("that can't be read is exit code 3, never an empty one", async () => {
    await appendEntry(join(folder, 'damaged'), measuredAcceptance, identity);
    await writeFile(join(folder, 'damaged/nights.ndjson'), '');
    for (const command of [['history'], ['nightly'], ['accept', 'worse', '--reason', 'x']]) {
      const { code, stderr } = await plateau([...command, '--history', 'damaged']);
      expect(code).toBe(3);
      expect(stderr).toContain('holds 0 entries of the 1');
    }
  });
});

const measuredAcceptance = { kind: 'acceptance', night: 'a', reason: 'b', at: '' } as const;

describe('plateau accept', () => {
  it('wants a reason and a night of the history', async () => {
    expect((await plateau(['accept', 'worse'])).code).toBe(2);
    expect((await plateau(['accept', 'worse', '--reason', ' '])).code).toBe(2);
    const { code, stderr } = await plateau(['accept', 'worst', '--reason', 'wanted']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean worse?');
  });

  it('records a wanted change once', async () => {
    const args = ['accept', 'worse', '--reason', 'two-factor login'];
    expect((await plateau(args)).code).toBe(0);
    expect((await plateau(['history'])).stdout).toContain('accepted: two-factor login');
    const again = await plateau(args);
    expect([again.code, again.stderr.trim()]).toEqual([2, 'worse was accepted before']);
  });
});

describe('plateau nightly', () => {
  it.each([
    { what: 'too few trials', args: ['two.yaml'], code: 2, said: '2 of each cell are too few' },
    { what: 'rates that differ', args: ['rates.yaml'], code: 2, said: '`offered.rates: [100]`' },
    { what: 'a missing file', args: ['nowhere.yaml'], code: 2, said: 'nowhere.yaml' },
    { what: 'an unknown profile', args: ['--profile', 'fast'], code: 2, said: 'Allowed choices' },
    { what: 'no engine', args: [], code: 3, said: 'docker-up' },
  ])('ends with $code on $what', async ({ args, code, said }) => {
    const ended = await plateau(['nightly', ...args], {
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
    });
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(said);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});
