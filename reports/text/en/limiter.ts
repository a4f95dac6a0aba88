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

/** In a table: the part, and below it what was seen. */
export const limiterCell = (
  limiter: Limiter,
): { readonly text: string; readonly detail?: string } =>
  limiter.resource === null
    ? { text: 'unknown' }
    : {
        text: `${limiter.group} (${roleNames[limiter.role]})`,
        detail: `CPU ${percent(limiter.utilisation)} of quota, ${limiter.grade}`,
      };

/** When a reader points at a point of a chart. */
export const limiterHover = (limiter: Limiter): string =>
  limiter.resource === null
    ? 'limiter unknown'
    : `${limiter.group} at ${percent(limiter.utilisation)} of its CPU quota`;

/** At a point of a chart, one string a line. */
export const limiterShort = (limiter: Limiter): readonly string[] =>
  limiter.resource === null
    ? ['limiter', 'unknown']
    : [limiter.group, `CPU ${percent(limiter.utilisation)}`];

/** In a sentence of its own. @param confirmedAtScale where a wall test proved it */
export const limiterSentence = (
  limiter: Limiter,
  confirmedAtScale: number | null = null,
): string => {
  if (limiter.resource === null) return `What limits it is unknown: ${clause(limiter.reason)}.`;
  const seen = `${limiter.group} used ${percent(limiter.utilisation)} of its quota, throttled in ${percent(limiter.throttledShare)} of the periods`;
  const where = confirmedAtScale === null ? '' : ` with ${confirmedAtScale} nodes`;
  const proof =
    limiter.grade === 'confirmed'
      ? `; raised by half${where}, it moved the wall, and placebos moved nothing`
      : '';
  const others = limiter.alsoSaturated.map(
    (other) => `${other.group} (${percent(other.utilisation)})`,
  );
  const also = others.length === 0 ? '' : ` Also near its limit: ${others.join(', ')}.`;
  return `In the way stands the CPU of the ${roleNames[limiter.role]}: ${seen}${proof}.${also}`;
};
