import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateWorkflow } from '@action-validator/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const FOLDER = join(import.meta.dirname, '../.github/workflows');
const files = await readdir(FOLDER);
const sources = await Promise.all(
  files.map(async (file) => ({ file, source: await readFile(join(FOLDER, file), 'utf8') })),
);
const stepsOf = (source: string): readonly Step[] =>
  Object.values((parse(source) as Workflow).jobs).flatMap(({ steps }) => steps);

describe.each(sources)('$file', ({ source }) => {
  it('follows the published schema', () => {
    expect(validateWorkflow(source).errors).toEqual([]);
    // The check itself can fail.
    expect(validateWorkflow(source.replaceAll('runs-on:', 'run-on:')).errors).not.toEqual([]);
  });

  it('pins every action by its commit, with the version beside it', () => {
    for (const { uses } of stepsOf(source)) {
      if (uses === undefined) continue;
      expect(uses).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
      expect(source).toMatch(new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+`));
    }
  });

  it('says what it may do, and puts nothing from outside into its shell', () => {
    expect((parse(source) as Workflow).permissions).toEqual({ contents: 'read' });
    for (const { run } of stepsOf(source)) expect(run ?? '').not.toContain('${{');
  });

  it('has shell that bash can read', () => {
    for (const { run } of stepsOf(source)) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: run ?? '', encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
  });
});

describe('the nightly workflow', () => {
  const nightly = sources.find(({ file }) => file === 'nightly.yml')?.source ?? '';
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plateau-workflow-'));
    await mkdir(join(folder, 'bin'));
    await mkdir(join(folder, 'scripts'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs a step's shell as GitHub does. @returns its exit code. */
  const step = (name: string, env: Readonly<Record<string, string>>): Promise<number> => {
    const run = stepsOf(nightly).find((each) => each.name === name)?.run;
    if (run === undefined) throw new Error(`no step ${name}`);
    const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
    return new Promise((resolve) => {
      execFile(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run],
        { cwd: folder, env: { ...process.env, PATH: path, ...env } },
        (error) => resolve(typeof error?.code === 'number' ? error.code : 0),
      );
    });
  };
  const put = (file: string, text: string): Promise<void> =>
    writeFile(join(folder, file), text, { mode: 0o755 });

  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 0],
    [130, 130],
  ])('ends a night of exit code %i with %i', async (code, ended) => {
    expect(await step('Pass or fail', { CODE: String(code) })).toBe(ended);
  });

  it.each([
    ['regressed', '', 'issue create'],
    ['regressed', '7', 'issue comment 7'],
    ['passed', '7', 'issue close 7'],
    ['cleared', '7', 'issue close 7'],
    ['passed', '', null],
    ['suspected', '7', null],
    ['insufficient-history', '7', null],
    ['none', '7', null],
  ])('after %s with open issue "%s" does: %s', async (status, open, done) => {
    await put(
      'bin/gh',
      `#!/bin/sh\necho "$@" >> calls\ncase "$*" in "issue list"*) echo "${open}";; esac\n`,
    );
    await put('night.md', 'text');
    expect(await step('Open or close the issue', { STATUS: status, SUMMARY: 's', RUN: 'r' })).toBe(
      0,
    );
    const calls = (await readFile(join(folder, 'calls'), 'utf8')).split('\n');
    const writing = calls.filter((call) => /^issue (create|comment|close)/.test(call));
    expect(writing).toHaveLength(done === null ? 0 : 1);
    expect(writing[0] ?? '').toContain(done ?? '');
  });

  it.each([
    ['regressed', 1],
    ['none', 3],
  ])('hands on a decision (%s) and its exit code %i', async (status, code) => {
    await mkdir(join(folder, 'runs/n1'), { recursive: true });
    await put('runs/n1/nightly.md', '# night');
    const json = status === 'none' ? '' : `{"night":"n1","status":"${status}","summary":"worse"}`;
    await put('scripts/plateau', `#!/bin/sh\nprintf '%s' '${json}'\nexit ${code}\n`);
    await put('output', '');
    await put('summary', '');
    const env = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary' };
    expect(await step('Measure and judge', env)).toBe(0);
    const output = await readFile(join(folder, 'output'), 'utf8');
    expect(output).toContain(`code=${code}\n`);
    expect(output).toContain(`status=${status}\n`);
    expect(await readFile(join(folder, 'summary'), 'utf8')).toContain(
      status === 'none' ? 'exit code 3' : '# night',
    );
  });

  it('keeps the history on a branch of its own, from the first night on', async () => {
    const remote = join(folder, 'remote.git');
    spawnSync('git', ['init', '--quiet', '--bare', remote]);
    const env = { REMOTE: remote, HISTORY_BRANCH: 'plateau-history', SUMMARY: 'fine' };
    for (const night of ['one', 'two']) {
      expect(await step('Fetch the history', env)).toBe(0);
      await put(`history/${night}`, night);
      expect(await step('Keep the history', env)).toBe(0);
    }
    const listed = spawnSync('git', ['-C', remote, 'ls-tree', '--name-only', 'plateau-history'], {
      encoding: 'utf8',
    });
    expect(listed.stdout).toBe('one\ntwo\n');
    // Out of reach is not the same as never begun.
    expect(await step('Fetch the history', { ...env, REMOTE: join(folder, 'gone') })).not.toBe(0);
  });
});
