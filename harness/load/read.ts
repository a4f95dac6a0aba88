import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { messageOf } from '../model/failure.ts';
import type { UrlAnswer } from '../model/urlAnswer.ts';
import { LoadError } from './agent.ts';

/**
 * A node full to its timeout answers after what it has queued: products of a split, held to a tenth of a
 * core with 60 requests before it, took over 5 s.
 */
const READ_WITHIN_MS = 15_000;

/** A connection a host, kept: a new one for each reading would cost the observed more than the answer. */
const connections = new Agent({ keepAlive: true, maxSockets: 1 });

const read = (url: string): Promise<UrlAnswer> =>
  new Promise((resolve) => {
    const failed = (error: Error): void => resolve({ body: null, error: messageOf(error) });
    const request = get(url, { agent: connections, timeout: READ_WITHIN_MS }, (response) => {
      text(response).then(
        (body) =>
          resolve(
            response.statusCode === 200
              ? { body, error: null }
              : { body: null, error: `${url} answered ${response.statusCode}` },
          ),
        failed,
      );
    });
    request.on('timeout', () =>
      request.destroy(new Error(`${url} did not answer in ${READ_WITHIN_MS / 1_000} s`)),
    );
    request.on('error', failed);
  });

/** GETs every URL, all at once. @throws {LoadError} where one is no http: address. */
export const readAll = ({
  urls,
}: {
  readonly urls: readonly string[];
}): Promise<readonly UrlAnswer[]> => {
  for (const url of urls)
    if (!URL.canParse(url) || new URL(url).protocol !== 'http:')
      throw new LoadError(`The agent reads http: addresses only, not "${url}"`);
  return Promise.all(urls.map(read));
};
