import { performance } from 'node:perf_hooks';
import type { NodeCounters } from '../../target.ts';
import type { ShopServer } from './component.ts';
import type { DatabasePool, PoolCounters } from './database.ts';
import type { RunningLoop } from './loop.ts';

/** Counters since the start of the process; the reader takes two and subtracts. */
export interface RuntimeCounters extends NodeCounters {
  readonly uptimeMs: number;
  readonly cpuUserMicros: number;
  readonly cpuSystemMicros: number;
  readonly heapUsedBytes: number;
  readonly pools: readonly PoolCounters[];
  readonly loops: readonly {
    readonly name: string;
    readonly rounds: number;
    readonly failures: number;
  }[];
}

/** GET /runtime: what the process knows of itself. Internal; the balancer does not route it. */
export const runtimeRoute = (
  server: ShopServer,
  pools: readonly DatabasePool[],
  loops: readonly RunningLoop[],
): void => {
  server.get('/runtime', (): RuntimeCounters => {
    const eventLoop = performance.eventLoopUtilization();
    const cpu = process.cpuUsage();
    return {
      uptimeMs: performance.now(),
      cpuUserMicros: cpu.user,
      cpuSystemMicros: cpu.system,
      eventLoop: { activeMs: eventLoop.active, idleMs: eventLoop.idle },
      heapUsedBytes: process.memoryUsage().heapUsed,
      pools: pools.map((pool) => pool.counters()),
      loops: loops.map((loop) => ({ name: loop.name, ...loop.counts() })),
    };
  });
};
