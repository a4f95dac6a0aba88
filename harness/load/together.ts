import type { LoadJob } from '../model/load.ts';
import { type Agent, LoadError } from './agent.ts';
import { mergeResults, sharesOf } from './merge.ts';

/** Several agents as one: each drives a share of the job. Where one fails, the others are stopped. */
export const together = (agents: readonly Agent[]): Agent => ({
  drive: async (job, signal) => {
    const others = new AbortController();
    const either = signal ? AbortSignal.any([signal, others.signal]) : others.signal;
    const shares = sharesOf(job, agents.length);
    try {
      return mergeResults(
        await Promise.all(
          agents.map((agent, index) => agent.drive(shares[index] as LoadJob, either)),
        ),
      );
    } catch (error) {
      others.abort(new LoadError('Another agent failed', { cause: error }));
      throw error;
    }
  },
});
