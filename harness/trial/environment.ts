import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import type { Engine, ImageIndex } from '../engine/engine.ts';
import type { Calibration } from '../model/calibration.ts';
import type { Environment } from '../model/environment.ts';
import { PLATEAU_VERSION } from './version.ts';

/** @returns the checkout's commit, null where Plateau was installed and not checked out. */
const commit = async (): Promise<string | null> => {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], {
      cwd: import.meta.dirname,
    });
    return stdout.trim();
  } catch {
    return null;
  }
};

export const readEnvironment = async (
  engine: Engine,
  images: ImageIndex,
  calibration: Calibration | null,
): Promise<Environment> => ({
  plateauVersion: PLATEAU_VERSION,
  commit: await commit(),
  nodeVersion: process.version,
  platform: engine.host.operatingSystem,
  cpuModel: cpus()[0]?.model ?? 'unknown',
  cpuCores: engine.host.cpuCores,
  memoryBytes: engine.host.memoryBytes,
  kernel: engine.host.kernel,
  engine: { name: engine.name, version: engine.version },
  images: Object.fromEntries(Object.entries(images).map(([name, { hash }]) => [name, hash])),
  calibration,
});
