import { existsSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CFS_PERIOD_MICROS = 10_000;

/** Holds a process to a CPU quota by a cgroup of its own, version 1 or 2. */
export const heldToQuota = async (pid: number, cores: number): Promise<AsyncDisposable> => {
  const second = existsSync('/sys/fs/cgroup/cgroup.controllers');
  const folder = join(second ? '/sys/fs/cgroup' : '/sys/fs/cgroup/cpu', `plateau-bench-${pid}`);
  const quotaMicros = cores * CFS_PERIOD_MICROS;
  await mkdir(folder);
  if (second) await writeFile(join(folder, 'cpu.max'), `${quotaMicros} ${CFS_PERIOD_MICROS}`);
  else {
    await writeFile(join(folder, 'cpu.cfs_period_us'), String(CFS_PERIOD_MICROS));
    await writeFile(join(folder, 'cpu.cfs_quota_us'), String(quotaMicros));
  }
  await writeFile(join(folder, 'cgroup.procs'), String(pid));
  return {
    [Symbol.asyncDispose]: async () => {
      // A cgroup is removed only once it is empty: the process goes back to the root.
      await writeFile(join(folder, '..', 'cgroup.procs'), String(pid));
      await rmdir(folder);
    },
  };
};
