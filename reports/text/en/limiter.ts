import type { Limiter } from '../../../harness/analysis/limiter.ts';
import type { Role } from '../../../harness/model/plan.ts';
import { clause } from './clause.ts';
import { percent } from '../../figures.ts';

export const roleNames: Readonly<Record<Role, string>> = {
  app: 'application',
  balancer: 'balancer',
  database: 'database',
  generator: 'load generator',
};

/** In a table: `database CPU (db), 98 % of its quota`. */
export const limiterCell = (limiter: Limiter): string =>
  limiter.resource === null
    ? 'unknown'
    : `${roleNames[limiter.role]} CPU (${limiter.group}), ${percent(limiter.utilisation)} of its quota, ${limiter.grade}`;

/** At a point of a chart, one string a line. */
export const limiterShort = (limiter: Limiter): readonly string[] =>
  limiter.resource === null
    ? ['limiter', 'unknown']
    : [limiter.group, `CPU ${percent(limiter.utilisation)}`];

/** In a sentence of its own. */
export const limiterSentence = (limiter: Limiter): string => {
  if (limiter.resource === null) return `What limits it is unknown: ${clause(limiter.reason)}.`;
  const seen = `${limiter.group} used ${percent(limiter.utilisation)} of its quota and was throttled in ${percent(limiter.throttledShare)} of the periods`;
  const proof =
    limiter.grade === 'confirmed'
      ? 'raising it moved the wall'
      : 'seen together with the plateau, not yet tested by raising it';
  const others = limiter.alsoSaturated.map(
    (other) => `${other.group} (${percent(other.utilisation)})`,
  );
  const also = others.length === 0 ? '' : ` Also near its limit: ${others.join(', ')}.`;
  return `In the way stands the CPU of the ${roleNames[limiter.role]}: ${seen} (${proof}).${also}`;
};
