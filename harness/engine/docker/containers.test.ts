import { describe, expect, it } from 'vitest';
import type { ContainerPlan } from '../../model/plan.ts';
import { configurationFolders, configurationIn, containerOptions, cpuLimit } from './containers.ts';
import { makeSecrets } from './secrets.ts';

const plan: ContainerPlan = {
  name: 'app-1',
  role: 'app',
  group: 'shop',
  image: 'shop',
  cpuCores: 0.1,
  memoryBytes: 64,
  environment: { PORT: '8080', PASSWORD: { secret: 'database' } },
  files: { '/etc/app/a.conf': 'a', '/etc/app/b.conf': 'b', '/etc/other/c.conf': 'c' },
  writable: { '/data': 'volume', '/run/app': 'tmpfs' },
  publishPort: 8080,
  ready: { kind: 'http', path: '/' },
};
const options = containerOptions(
  {
    plan,
    name: 'plateau-ab-app-1',
    image: 'plateau/shop:12',
    network: 'plateau-ab',
    labels: { 'dev.plateau.tool': 'plateau' },
    cpu: cpuLimit('clamped', 0.1, 20_000),
  },
  { reveal: (value) => (typeof value === 'string' ? value : 'revealed'), redact: (text) => text },
);

describe('containerOptions', () => {
  it('gives a container nothing beyond what it needs', () => {
    expect(options.HostConfig).toMatchObject({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      RestartPolicy: { Name: 'no' },
      PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }] },
      Memory: 64,
      MemorySwap: 64,
    });
    expect(options.HostConfig).not.toHaveProperty('Privileged');
    expect(options.HostConfig).not.toHaveProperty('Binds');
    expect(options.HostConfig).not.toHaveProperty('NanoCpus');
  });

  it('hands environment and secrets over, and labels container and volumes', () => {
    expect(options.Env).toEqual(['PORT=8080', 'PASSWORD=revealed']);
    expect(options.Labels).toEqual({ 'dev.plateau.tool': 'plateau' });
    const mounts = options.HostConfig?.Mounts ?? [];
    expect(mounts.map(({ Source, Target }) => [Source, Target])).toEqual([
      ['plateau-ab-app-1-1', '/etc/app'],
      ['plateau-ab-app-1-2', '/etc/other'],
      ['plateau-ab-app-1-3', '/data'],
    ]);
    expect(
      mounts.every((mount) => mount.VolumeOptions?.Labels['dev.plateau.tool'] === 'plateau'),
    ).toBe(true);
    expect(options.HostConfig?.Tmpfs).toEqual({ '/tmp': 'mode=1777', '/run/app': 'mode=1777' });
  });
});

describe('configuration files', () => {
  it('are kept by folder', () => {
    expect(configurationFolders(plan)).toEqual(['/etc/app', '/etc/other']);
    expect(configurationIn('/etc/app', plan)).toEqual({ 'a.conf': 'a', 'b.conf': 'b' });
  });
});

describe('cpuLimit', () => {
  it('is a share of the period, or none', () => {
    expect(cpuLimit('clamped', 0.15, 20_000)).toEqual({ CpuPeriod: 20_000, CpuQuota: 3000 });
    expect(cpuLimit('unclamped', 0.15, 20_000)).toEqual({ CpuPeriod: 20_000, CpuQuota: -1 });
  });
});

describe('secrets', () => {
  it('are one value a name, long, and blotted out of text', () => {
    const secrets = makeSecrets();
    const value = secrets.reveal({ secret: 'database' });
    expect(value.length).toBeGreaterThanOrEqual(32);
    expect(secrets.reveal({ secret: 'database' })).toBe(value);
    expect(secrets.reveal({ secret: 'other' })).not.toBe(value);
    expect(makeSecrets().reveal({ secret: 'database' })).not.toBe(value);
    expect(secrets.redact(`login ${value}`)).toBe('login <secret database>');
    expect(secrets.reveal('plain')).toBe('plain');
  });
});
