import type { ServerResponse } from 'node:http';
import { createHistogram } from '../../model/histogram.ts';

const BODY = 'x'.repeat(200);

/** Answers after a delay, 0 for at once, and keeps what that delay really was, in µs. */
export const delayedAnswers = (delayMs: number) => {
  const delays = createHistogram();
  const finish = (response: ServerResponse, startedMs: number): void => {
    response.end(BODY);
    // The delay of an answer that nobody is there for any more tells nothing.
    if (response.destroyed) return;
    delays.recordValue(Math.round((performance.now() - startedMs) * 1_000));
  };
  return {
    body: BODY,
    delays,
    answer: (response: ServerResponse): void => {
      const startedMs = performance.now();
      if (delayMs === 0) finish(response, startedMs);
      else setTimeout(finish, delayMs, response, startedMs);
    },
  };
};
