import { request } from 'undici';
import type { UrlAnswer } from '../model/urlAnswer.ts';
import type { LoadJob, LoadResult } from '../model/load.ts';
import { type Agent, LoadError } from './agent.ts';

/** For opening the connections and packing the histograms, on a machine that is busy with more than this. */
const GRACE_MS = 15_000;

/**
 * How long a job takes at most, in ms: what is sent last may still wait for its timeout, and in the open model it may
 * have waited as long for a connection.
 */
const plannedMs = ({ settleSeconds, measureSeconds, timeoutMs, model }: LoadJob): number =>
  (settleSeconds + measureSeconds) * 1_000 + (model.kind === 'open' ? 2 : 1) * timeoutMs;

/**
 * The agent that listens at `url`. A drive answers only when it has ended, as its job planned it; an
 * agent that is `graceMs` late (paused, hung) has failed.
 */
export const connectAgent = (url: string, graceMs = GRACE_MS): Agent => ({
  drive: async (job, stop) => {
    const withinMs = plannedMs(job) + graceMs;
    const late = AbortSignal.timeout(withinMs);
    const signal = stop ? AbortSignal.any([stop, late]) : late;
    try {
      const { statusCode, body } = await request(new URL('/drive', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(job),
        headersTimeout: 0,
        bodyTimeout: 0,
        reset: true,
        signal,
      });
      if (statusCode === 200) return (await body.json()) as LoadResult;
      const { error } = (await body.json()) as { readonly error: string };
      throw new LoadError(`it answered ${statusCode}: ${error}`);
    } catch (cause) {
      if (stop?.aborted) throw stop.reason;
      throw late.aborted
        ? new LoadError(
            `The load agent at ${url} did not end "${job.scenario}" within ${withinMs / 1_000} s, which is ${graceMs / 1_000} s more than it takes: it hangs, or was paused`,
          )
        : new LoadError(`The load agent at ${url} could not drive "${job.scenario}"`, { cause });
    }
  },
});

/** Twice what the agent itself gives the slowest of the URLs. */
const READ_WITHIN_MS = 30_000;

/** Reads URLs from inside the network of the agent that listens at `url`. @throws {LoadError} */
export const connectReader =
  (url: string) =>
  async (urls: readonly string[], signal: AbortSignal): Promise<readonly UrlAnswer[]> => {
    try {
      const { statusCode, body } = await request(new URL('/read', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ urls }),
        headersTimeout: READ_WITHIN_MS,
        bodyTimeout: READ_WITHIN_MS,
        signal,
      });
      const answer = await body.json();
      if (statusCode === 200) return answer as readonly UrlAnswer[];
      throw new LoadError(`it answered ${statusCode}: ${(answer as { error: string }).error}`);
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw new LoadError(`The load agent at ${url} could not read from its network`, { cause });
    }
  };
