import { basename, dirname } from 'node:path/posix';
import type { ContainerCreateOptions, MountSettings } from 'dockerode';
import type { ContainerPlan } from '../../model/plan.ts';
import type { Labels } from './labels.ts';
import type { Secrets } from './secrets.ts';

/** One container of a deployment, as Docker is to make it. */
export interface ContainerSetting {
  readonly plan: ContainerPlan;
  /** Unique on the engine; volumes are named after it. */
  readonly name: string;
  readonly image: string;
  readonly network: string;
  readonly labels: Labels;
  readonly cpu: CpuLimit;
}

/** Docker's CFS period and quota, in µs. A quota of -1 is no limit. */
export interface CpuLimit {
  readonly CpuPeriod: number;
  readonly CpuQuota: number;
}

/** Never `NanoCpus`: a container made with it refuses a period and quota later. */
export const cpuLimit = (
  cpu: 'clamped' | 'unclamped',
  cpuCores: number,
  cpuPeriodMicros: number,
): CpuLimit => ({
  CpuPeriod: cpuPeriodMicros,
  CpuQuota: cpu === 'clamped' ? Math.round(cpuCores * cpuPeriodMicros) : -1,
});

/** Threads count too; PostgreSQL takes a process a connection. */
const PROCESSES = 1024;
/**
 * Two a proxied connection, for 8 thousand and some. Set, since daemons' defaults differ by 10⁶ and
 * HAProxy sizes its tables by it; no higher, since a daemon can't give more than it was started with.
 */
const OPEN_FILES = 20_000;

/** Folders that hold the plan's configuration files. */
export const configurationFolders = ({ files }: ContainerPlan): readonly string[] => [
  ...new Set(Object.keys(files).map((path) => dirname(path))),
];

/** @returns name in the folder → content. */
export const configurationIn = (
  folder: string,
  { files }: ContainerPlan,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => dirname(path) === folder)
      .map(([path, content]) => [basename(path), content]),
  );

/** Pure, but for the secrets made up: a plan's container as Docker's request for it. */
export const containerOptions = (
  { plan, name, image, network, labels, cpu }: ContainerSetting,
  secrets: Secrets,
): ContainerCreateOptions => {
  const port = plan.publishPort === undefined ? null : `${plan.publishPort}/tcp`;
  return {
    name,
    Image: image,
    Hostname: plan.name,
    ...(plan.command === undefined ? {} : { Cmd: [...plan.command] }),
    Env: Object.entries(plan.environment).map(([key, value]) => `${key}=${secrets.reveal(value)}`),
    Labels: { ...labels },
    ...(port === null ? {} : { ExposedPorts: { [port]: {} } }),
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [plan.name] } } },
    HostConfig: {
      ...cpu,
      Memory: plan.memoryBytes,
      // No swap: a container that outgrows its memory is to fail, not to crawl.
      MemorySwap: plan.memoryBytes,
      ShmSize: plan.memoryBytes,
      PidsLimit: PROCESSES,
      Ulimits: [{ Name: 'nofile', Soft: OPEN_FILES, Hard: OPEN_FILES }],
      Init: true,
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      RestartPolicy: { Name: 'no' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
      NetworkMode: network,
      ...(port === null
        ? {}
        : { PortBindings: { [port]: [{ HostIp: '127.0.0.1', HostPort: '0' }] } }),
      Tmpfs: Object.fromEntries(
        ['/tmp', ...pathsOf(plan, 'tmpfs')].map((path) => [path, 'mode=1777']),
      ),
      Mounts: [...configurationFolders(plan), ...pathsOf(plan, 'volume')].map((path, index) =>
        volume(`${name}-${index + 1}`, path, labels),
      ),
    },
  };
};

const pathsOf = ({ writable }: ContainerPlan, kind: 'volume' | 'tmpfs'): readonly string[] =>
  Object.keys(writable).filter((path) => writable[path] === kind);

/** Made by Docker with the container, and filled with what the image holds at that path. */
const volume = (name: string, path: string, labels: Labels): MountSettings => ({
  Type: 'volume',
  Source: name,
  Target: path,
  VolumeOptions: {
    NoCopy: false,
    Labels: { ...labels },
    DriverConfig: { Name: 'local', Options: {} },
  },
});
