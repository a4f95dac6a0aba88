import type { Stage } from '../model/trial.ts';

/** Where a trial is, and how long each stage has taken so far; a stage entered twice adds up. */
export interface StageClock {
  readonly enter: (stage: Stage) => void;
  readonly stage: () => Stage;
  /** @returns seconds by stage. */
  readonly end: () => Readonly<Partial<Record<Stage, number>>>;
}

export const stageClock = (first: Stage, onStage: (stage: Stage) => void): StageClock => {
  const seconds: Partial<Record<Stage, number>> = {};
  let current = first;
  onStage(first);
  let sinceMs = performance.now();
  const close = (): void => {
    const nowMs = performance.now();
    seconds[current] = (seconds[current] ?? 0) + (nowMs - sinceMs) / 1_000;
    sinceMs = nowMs;
  };
  return {
    enter: (stage) => {
      close();
      current = stage;
      onStage(stage);
    },
    stage: () => current,
    end: () => {
      close();
      return seconds;
    },
  };
};
