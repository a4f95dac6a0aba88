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

const asRoot = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];
const unshared = [...asRoot, '--mount'];

const SERVER =
  'require("http").createServer((_, answer) => answer.end()).listen(8080, () => console.log())';

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

  it.each([
    [
      'local ports',
      'sysctl -qw net.ipv4.ip_local_port_range="40000 40003"',
      /^A connection could not be opened \(EADDRNOTAVAIL\).*ip_local_port_range/,
    ],
    // Enough for the modules, which a machine that has not read them yet opens a hundred at a time.
    ['open files', 'ulimit -n 400', /^A connection could not be opened \(EMFILE\).*ulimit -n/],
  ])(
    'a load that needs more %s than there are is none, and says what to do',
    async (_, less, words) => {
      const { stdout, stderr } = await bash(
        `ip link set lo up
        coproc server { exec node -e '${SERVER}'; }
        read -u "\${server[0]}"
        (${less}; "$PLATEAU" load http://127.0.0.1:8080/ --connections 500 --seconds 5)
        echo "code $?"
        kill "$server_PID"`,
        // A network namespace of its own: nobody else has fewer ports.
        [...asRoot, '--net'],
      );
      expect(stderr).toMatch(words);
      expect(stdout).toBe('code 1\n');
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
