import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from './connect.ts';

const INFO = {
  Architecture: 'aarch64',
  ServerVersion: '20.10.24',
  NCPU: 2,
  MemTotal: 1024,
  KernelVersion: '6.1',
  OperatingSystem: 'Debian',
};

describe('connect', () => {
  let folder: string;
  let server: Server;
  let answer: object | null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plateau-socket-'));
    server = createServer((_, response) => {
      if (answer !== null) response.end(JSON.stringify(answer));
    });
    const path = join(folder, 'docker.sock');
    await new Promise<void>((listening) => server.listen(path, listening));
    vi.stubEnv('DOCKER_HOST', `unix://${path}`);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await rm(folder, { recursive: true });
  });

  it('tells version, architecture and host of the engine that DOCKER_HOST names', async () => {
    answer = INFO;
    expect(await connect()).toMatchObject({
      version: '20.10.24',
      architecture: 'arm64',
      host: { cpuCores: 2, memoryBytes: 1024, kernel: '6.1', operatingSystem: 'Debian' },
    });
  });

  it('gives up on an engine that accepts and never answers, and says what to do', async () => {
    answer = null;
    await expect(connect(50)).rejects.toThrow(
      /No Docker engine answers at unix:.*scripts\/docker-up/,
    );
  });

  it('says what to do where there is no engine', async () => {
    vi.stubEnv('DOCKER_HOST', `unix://${folder}/none.sock`);
    await expect(connect()).rejects.toThrow(/none\.sock.*scripts\/docker-up/);
  });

  it('refuses an architecture that there are no images for', async () => {
    answer = { ...INFO, Architecture: 's390x' };
    await expect(connect()).rejects.toThrow(/s390x/);
  });
});
