import type { Scenario } from '../../scenario.ts';
import { browse } from './browse.ts';
import { warmUp } from './warmUp.ts';
import { WORK_SCENARIOS } from './work.ts';

/** By name: what an experiment may ask for, and what the load agent can drive. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  browse,
  ...WORK_SCENARIOS,
  'warm-up': warmUp,
};
