import type { SystemUsage } from '../model/usage.ts';
import type { Observer } from './observer.ts';
import { watchBalancer } from './watchBalancer.ts';
import { watchDatabases } from './watchDatabases.ts';
import { watchNodes } from './watchNodes.ts';

/** Asks the parts of a deployment for what they know of themselves, while it is under load. */
export interface SystemWatch {
  readonly begin: () => void;
  /** Never rejects: what could not be observed is told with its reason. */
  readonly end: () => Promise<SystemUsage>;
}

/** @param afterMs from now until the measured window begins @param forMs its length */
export const watchSystem = (observer: Observer, afterMs: number, forMs: number): SystemWatch => {
  const nodes = watchNodes(observer);
  const balancer = watchBalancer(observer);
  const databases = watchDatabases(observer, afterMs, forMs);
  return {
    begin: () => {
      nodes.begin();
      balancer.begin();
    },
    end: async () => {
      const [node, edge, database] = await Promise.all([
        nodes.end(),
        balancer.end(),
        databases.end(),
      ]);
      return {
        nodes: node.seen,
        balancer: edge.seen[0] ?? null,
        databases: database.seen,
        unobserved: [...node.unobserved, ...edge.unobserved, ...database.unobserved],
      };
    },
  };
};
