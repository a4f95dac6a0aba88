import type { NodeUsage } from '../model/usage.ts';
import type { UrlAnswer } from '../model/urlAnswer.ts';
import { attempted } from './attempted.ts';
import { nodeBetween, parseNodeCounters } from './nodes.ts';
import { containerOf, type Observer, together, type Watch } from './observer.ts';

const countersIn = (answer: UrlAnswer | undefined) => {
  if (!answer || answer.body === null) throw new Error(answer?.error ?? 'it was not asked');
  return parseNodeCounters(answer.body);
};

/** Reads every process's counters at both ends of the window: two requests that cost it 0.7 ms each. */
export const watchNodes = ({
  deployment,
  observables: { nodes },
  readUrls,
  signal,
}: Observer): Watch<NodeUsage> => {
  const urls = nodes.map(({ url }) => url);
  const read = (): Promise<readonly UrlAnswer[]> =>
    nodes.length === 0
      ? Promise.resolve([])
      : readUrls(urls, signal).catch((error: unknown) =>
          urls.map(() => ({ body: null, error: String(error) })),
        );
  let first: Promise<readonly UrlAnswer[]> = Promise.resolve([]);
  return {
    begin: () => {
      first = read();
    },
    end: async () => {
      const [before, after] = await Promise.all([first, read()]);
      return together(
        await Promise.all(
          nodes.map(({ container }, index) =>
            attempted(container, () =>
              nodeBetween(
                containerOf(deployment.plan, container),
                countersIn(before[index]),
                countersIn(after[index]),
              ),
            ),
          ),
        ),
      );
    },
  };
};
