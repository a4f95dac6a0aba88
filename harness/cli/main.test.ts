import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const PLATEAU = join(import.meta.dirname, '../../scripts/plateau');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-cli-'));
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

const expectNoStack = ({ stderr }: Ended): void => expect(stderr).not.toMatch(/^\s+at /m);

describe('plateau', () => {
  it('teaches with --help', async () => {
    const { code, stdout } = await plateau(['--help']);
    expect(code).toBe(0);
    for (const word of ['run', 'report', 'list', 'clean', 'load', 'fit', 'Exit codes', 'Examples'])
      expect(stdout).toContain(word);
    expect(stdout).not.toContain('watchdog');
  });

  it('suggests the command that was meant, with exit code 2', async () => {
    const ended = await plateau(['rnu']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Did you mean run?');
    expectNoStack(ended);
  });

  it('lists every mistake of an experiment file, with exit code 2', async () => {
    await writeFile(join(folder, 'wrong.yaml'), 'trails: 3\nseed: none\n');
    const ended = await plateau(['run', 'wrong.yaml']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('wrong.yaml:1:1: unknown key `trails`: did you mean `trials`?');
    expect(ended.stderr).toContain('wrong.yaml:2:7: `seed`');
    expectNoStack(ended);
  });

  it('says which file is missing', async () => {
    const ended = await plateau(['run', 'nowhere.yaml']);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/ENOENT.*nowhere\.yaml/);
    expectNoStack(ended);
  });

  it('says that no engine answers and what to do, with exit code 3', async () => {
    const ended = await plateau(['run'], { DOCKER_HOST: 'unix:///nowhere/docker.sock' });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('docker-up');
    expectNoStack(ended);
  });

  it('says that a folder is no run', async () => {
    const ended = await plateau(['report', '.']);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("can't be read as a run");
    expectNoStack(ended);
  });

  it('asks where a report of several runs goes, with exit code 2', async () => {
    const ended = await plateau(['report', 'one', 'other']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('--out <folder>');
    expectNoStack(ended);
  });

  it('prints the JSON Schema of an experiment', async () => {
    const { code, stdout } = await plateau(['schema', 'experiment']);
    expect(code).toBe(0);
    const schema = JSON.parse(stdout) as { properties: Record<string, unknown> };
    expect(Object.keys(schema.properties)).toContain('topologies');
  });

  it('prints the JSON Schema of a report, and of several side by side', async () => {
    for (const [what, field] of [
      ['report', 'verdict'],
      ['side-by-side', 'reports'],
    ] as const) {
      const { code, stdout } = await plateau(['schema', what]);
      expect(code, what).toBe(0);
      expect((JSON.parse(stdout) as { required: string[] }).required, what).toContain(field);
    }
    const help = await plateau(['schema', '--help']);
    expect(help.stdout).toContain('side-by-side');
  });

  it('lists no runs where there are none', async () => {
    const { code, stdout } = await plateau(['list', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});
