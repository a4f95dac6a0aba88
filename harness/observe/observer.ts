import type { Observables } from '../../targets/target.ts';
import type { Deployment } from '../engine/engine.ts';
import { type ContainerPlan, containersOf, type DeploymentPlan } from '../model/plan.ts';
import type { UrlAnswer } from '../model/urlAnswer.ts';
import type { Unobserved } from '../model/usage.ts';

/** What it takes to ask a deployment while it is under load. */
export interface Observer {
  readonly deployment: Deployment;
  readonly observables: Observables;
  /** GETs URLs from inside the deployment's network. */
  readonly readUrls: (
    urls: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly UrlAnswer[]>;
  readonly signal: AbortSignal;
}

/** What was seen of some containers, and of which nothing. */
export interface Watched<Usage> {
  readonly seen: readonly Usage[];
  readonly unobserved: readonly Unobserved[];
}

/** An observation that goes on until it is ended. Neither throws: what can't be seen is told at the end. */
export interface Watch<Usage> {
  /** The measured window begins. */
  readonly begin: () => void;
  readonly end: () => Promise<Watched<Usage>>;
}

/** @throws where the plan has no such container. */
export const containerOf = (plan: DeploymentPlan, name: string): ContainerPlan => {
  const found = containersOf(plan).find((container) => container.name === name);
  if (!found) throw new Error(`the plan has no container ${name}`);
  return found;
};

export const together = <Usage>(parts: readonly Watched<Usage>[]): Watched<Usage> => ({
  seen: parts.flatMap(({ seen }) => seen),
  unobserved: parts.flatMap(({ unobserved }) => unobserved),
});
