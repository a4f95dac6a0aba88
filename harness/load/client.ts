import { request } from 'undici';
import type { UrlAnswer } from '../model/urlAnswer.ts';
import type { LoadResult } from '../model/load.ts';
import { type Agent, LoadError } from './agent.ts';

/** The agent that listens at `url`. A drive answers only when it has ended, so nothing times out here. */
export const connectAgent = (url: string): Agent => ({
  drive: async (job, signal) => {
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
      if (signal?.aborted) throw signal.reason;
      throw new LoadError(`The load agent at ${url} could not drive "${job.scenario}"`, { cause });
    }
  },
});

/** Reads URLs from inside the network of the agent that listens at `url`. @throws {LoadError} */
export const connectReader =
  (url: string) =>
  async (urls: readonly string[], signal: AbortSignal): Promise<readonly UrlAnswer[]> => {
    try {
      const { statusCode, body } = await request(new URL('/read', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ urls }),
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
