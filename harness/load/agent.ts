import type { LoadJob, LoadResult } from '../model/load.ts';

/** Whatever can drive load: the agent in its container, or one in this process. */
export interface Agent {
  /**
   * Drives one job to its end. @throws {LoadError} where the agent itself fails;
   * a target that is down is a result (lost requests), not an error.
   */
  readonly drive: (job: LoadJob, signal?: AbortSignal) => Promise<LoadResult>;
}

export class LoadError extends Error {
  override readonly name = 'LoadError';
}
