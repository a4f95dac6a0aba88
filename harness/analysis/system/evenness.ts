import type { MaybeEstimate } from '../../model/estimate.ts';
import type { BalancerUsage } from '../../model/usage.ts';
import { groupedBy } from '../grouping.ts';
import { mean, meanInterval } from '../interval.ts';

/** How evenly a balancer dealt its requests to the servers of one backend. */
export interface Evenness {
  readonly backend: string;
  /** Jain's index, mean over the trials: 1 is even, 1 / servers is all to one. */
  readonly jainIndex: MaybeEstimate;
  /** Of the backend's requests, mean over the trials; in the balancer's order. */
  readonly servers: readonly {
    readonly server: string;
    readonly share: number;
    readonly meanSessions: number;
    readonly maxSessions: number;
  }[];
}

/**
 * Jain's fairness index (Σx)² / (n Σx²) of n shares, from 1/n to 1; 1 where there is nothing to share.
 * (Jain, Chiu, Hawe: A Quantitative Measure of Fairness, DEC-TR-301, 1984.)
 */
export const jainIndex = (values: readonly number[]): number => {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value ** 2, 0);
  return squares === 0 ? 1 : sum ** 2 / (values.length * squares);
};

interface Trial {
  readonly servers: BalancerUsage['servers'];
}

const shareOf = (server: BalancerUsage['servers'][number], { servers }: Trial): number => {
  const all = servers.reduce((sum, one) => sum + one.sessions, 0);
  return all === 0 ? 0 : server.sessions / all;
};

const evennessOf = (backend: string, trials: readonly Trial[]): Evenness => {
  const observed = trials.flatMap((trial) =>
    trial.servers.map((server) => ({ ...server, share: shareOf(server, trial) })),
  );
  return {
    backend,
    jainIndex: meanInterval(
      trials.map(({ servers }) => jainIndex(servers.map(({ sessions }) => sessions))),
    ),
    servers: [...groupedBy(observed, ({ server }) => server)].map(([server, same]) => ({
      server,
      share: mean(same.map(({ share }) => share)),
      meanSessions: mean(same.map(({ meanSessions }) => meanSessions)),
      maxSessions: Math.max(...same.map(({ maxSessions }) => maxSessions)),
    })),
  };
};

/** Of every backend with a choice. @param trials the balancer of each trial that observed it */
export const evennessOver = (trials: readonly BalancerUsage[]): readonly Evenness[] => {
  const byBackend = trials.flatMap(({ servers }) =>
    [...groupedBy(servers, ({ backend }) => backend)].map(([backend, own]) => ({
      backend,
      servers: own,
    })),
  );
  return [...groupedBy(byBackend, ({ backend }) => backend)]
    .filter(([, same]) => same.every(({ servers }) => servers.length > 1))
    .map(([backend, same]) => evennessOf(backend, same));
};
