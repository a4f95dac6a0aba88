import { Listr, ListrLogger, type ListrTaskWrapper, ProcessOutput } from 'listr2';
import type { Experiment } from '../model/experiment.ts';
import type { Trial, TrialSlot } from '../model/trial.ts';
import type { Progress } from '../trial/runExperiment.ts';
import { expectedSeconds, loadedSeconds } from '../trial/runTime.ts';

export interface ProgressStep {
  readonly title: string;
  readonly work: (say: Say) => Promise<void>;
}

export interface Say {
  /** A line of its own: kept without a terminal, the latest one shown in one. */
  readonly line: (text: string) => void;
  /** What stands beside the spinner; not shown without a terminal. */
  readonly title: (text: string) => void;
}

/** Shows steps on standard error: a spinner in a terminal, plain lines elsewhere. */
export const showSteps = async (steps: readonly ProgressStep[]): Promise<void> => {
  const interactive = process.stderr.isTTY;
  const sayFor = (task: Pick<ListrTaskWrapper<never, never, never>, 'output' | 'title'>): Say => ({
    line: (text) => {
      task.output = text;
    },
    title: (text) => {
      if (interactive) task.title = text;
    },
  });
  const logger = new ListrLogger({
    processOutput: new ProcessOutput(process.stderr, process.stderr),
  });
  await new Listr(
    steps.map(({ title, work }) => ({
      title,
      task: (_: unknown, task: { output: string; title: string }) => work(sayFor(task)),
    })),
    {
      registerSignalListeners: false,
      renderer: interactive ? 'default' : 'simple',
      fallbackRenderer: 'simple',
      rendererOptions: { logger, collapseErrors: false },
    },
  ).run();
};

/** `4 min`, `40 s`. */
export const roughly = (seconds: number): string =>
  seconds >= 90 ? `${Math.round(seconds / 60)} min` : `${Math.max(1, Math.round(seconds))} s`;

const trialName = ({ cell, repetition, attempt, probe }: Trial): string =>
  [
    `${cell.id} #${repetition}`,
    ...(probe ? [`at ${probe.ratePerSecond}/s`] : []),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
  ].join(', ');

const outcomeLine = (trial: Trial): string => {
  const { outcome } = trial;
  switch (outcome.status) {
    case 'completed': {
      const { load } = outcome.sample;
      const completed = load.bins.completed.reduce((sum, count) => sum + count, 0);
      return `${trialName(trial)}: ${Math.round(completed / load.measuredSeconds)} requests/s`;
    }
    case 'invalid':
      return `${trialName(trial)}: invalid: ${outcome.reasons.map(({ rule, detail }) => `${rule} (${detail})`).join('; ')}`;
    case 'failed':
      return `${trialName(trial)}: failed in ${outcome.stage}: ${outcome.error}`;
  }
};

/** Follows a run: a line for each trial that ended, the remaining time beside the spinner. */
export const trialProgress = (experiment: Experiment, say: Say) => {
  const startedMs = performance.now();
  const begun: TrialSlot[] = [];
  const ended: Trial[] = [];
  return {
    onProgress: ({ slot, stage, remaining }: Progress): void => {
      if (begun.at(-1) !== slot) begun.push(slot);
      const done = begun.slice(0, -1);
      const seconds = (performance.now() - startedMs) / 1_000;
      const left = expectedSeconds(experiment, remaining, { slots: done, seconds });
      say.title(
        `Trials: ${done.length} of ${done.length + remaining.length} deployments, about ${roughly(left)} left · ${slot.cell.id} #${slot.repetition}: ${stage}`,
      );
    },
    onTrial: (trial: Trial): void => {
      ended.push(trial);
      say.line(outcomeLine(trial));
    },
    /** @param runSeconds since the run began, images and all */
    onEnd: (runSeconds: number): void => {
      const share = Math.round((100 * loadedSeconds(ended)) / runSeconds);
      say.line(`${share} % of ${roughly(runSeconds)} was warm-up and measuring`);
    },
  };
};
