import type { Stage } from '../../../harness/model/trial.ts';

/** The rule by which a trial is invalid. */
export const ruleName = (rule: string): string => rule;

/** What a tool wrote when it happened, which no language puts in other words. */
export const recorded = (detail: string): string => detail;

export const stageNames: Readonly<Record<Stage, string>> = {
  deploy: 'deploy',
  'warm-up': 'warm-up',
  restore: 'restore',
  drive: 'drive',
  reconcile: 'reconcile',
};
