import type { Recorder } from './recorder.ts';
import type { Pacing } from './user.ts';

/** Each connection sends its next request as soon as it is free, until `untilMs`. */
export const closedPacing = (recorder: Recorder, untilMs: number): Pacing => ({
  free: (user, nowMs) => {
    if (nowMs < untilMs) user.send(nowMs, nowMs);
  },
  gone: () => {},
  refused: (nowMs) => {
    // A user wanted to send, and nobody listened.
    if (nowMs < untilMs) recorder.neverSent('lost', null, nowMs);
  },
  tick: (nowMs) => nowMs >= untilMs,
  stop: () => {},
});
