import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PLATEAU = join(import.meta.dirname, '../../scripts/plateau');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-machine-'));
  await mkdir(join(folder, 'disk'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const bash = (script: string, before: readonly string[] = []): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, PLATEAU };
    const command = [...before, 'bash', '-c', script];
    execFile('env', command, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

const unshared = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--mount'];

describe('the machine in trouble', () => {
  it.each(['list --json', '--help', 'schema experiment'])(
    'a reader that goes away (plateau %s | head -0) ends nothing and shows no stack',
    async (command) => {
      const { stderr, stdout } = await bash(
        `"$PLATEAU" ${command} | head -0; echo "code \${PIPESTATUS[0]}"`,
      );
      expect(stdout).toBe('code 0\n');
      expect(stderr).toBe('');
    },
  );

  it('a folder that is read-only is told before anything is built, with what to do', async () => {
    const { code, stderr } = await bash(
      'mount -t tmpfs -o ro none disk && cd disk && "$PLATEAU" run',
      unshared,
    );
    expect(stderr).toMatch(/^runs could not be kept: EROFS.*make it writable, or call Plateau in/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(3);
  });
});
