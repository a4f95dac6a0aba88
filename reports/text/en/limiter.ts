import type { Resource } from '../../../harness/analysis/waits.ts';
import type { Limiter } from '../../../harness/analysis/limiter.ts';
import { reasonClause } from './reasons.ts';
import { roleNames } from './roles.ts';
import { percent } from '../../figures.ts';

const resourceNames: Readonly<Record<Resource, string>> = {
  generator: 'load generator',
  host: 'host',
  locks: 'locks',
  wal: 'write-ahead log',
  disk: 'disk',
  balancer: 'balancer queue',
  'event-loop': 'event loop',
  connections: 'database connections',
  memory: 'memory',
};

type Used = Exclude<Limiter, { readonly resource: null }>;

/** What was measured of it. */
const evidence = (limiter: Used): string => {
  const { group } = limiter;
  if (limiter.resource === 'cpu')
    return `${group} at ${percent(limiter.utilisation)} of its CPU quota`;
  const share = percent(limiter.share);
  switch (limiter.resource) {
    case 'generator':
      return `the load generator used ${share} of its CPU`;
    case 'host':
      return `${share} of the host's CPU was busy`;
    case 'locks':
    case 'wal':
    case 'disk':
      return `${share} of the active sessions of ${group} waited for it`;
    case 'balancer':
      return `${share} of the requests under way were queued there`;
    case 'event-loop':
      return `that of ${group} had work for ${share} of the time`;
    case 'connections':
      return `${share} of the requests under way waited for one in ${group}`;
    case 'memory':
      return `${group} used ${share} of its limit`;
  }
};

/** In a table: the part, and below it what was seen. */
export const limiterCell = (
  limiter: Limiter,
): { readonly text: string; readonly detail?: string } =>
  limiter.resource === null
    ? { text: 'unknown' }
    : limiter.resource !== 'cpu'
      ? {
          text: `${limiter.group} (${resourceNames[limiter.resource]})`,
          detail: `${evidence(limiter)}, ${limiter.grade}`,
        }
      : {
          text: `${limiter.group} (${roleNames[limiter.role]})`,
          detail: `CPU ${percent(limiter.utilisation)} of quota, ${limiter.grade}`,
        };

/** When a reader points at a point of a chart. */
export const limiterHover = (limiter: Limiter): string =>
  limiter.resource === null ? 'limiter unknown' : evidence(limiter);

/** At a point of a chart, one string a line. */
export const limiterShort = (limiter: Limiter): readonly string[] =>
  limiter.resource === null
    ? ['limiter', 'unknown']
    : limiter.resource === 'cpu'
      ? [limiter.group, `CPU ${percent(limiter.utilisation)}`]
      : [limiter.group, `${resourceNames[limiter.resource]} ${percent(limiter.share)}`];

/** In a sentence of its own. @param confirmedAtScale where a wall test proved it */
export const limiterSentence = (
  limiter: Limiter,
  confirmedAtScale: number | null = null,
): string => {
  if (limiter.resource === null)
    return `What limits it is unknown: ${reasonClause(limiter.reason)}.`;
  if (limiter.resource !== 'cpu')
    return `In the way stands the ${resourceNames[limiter.resource]}: ${evidence(limiter)}.`;
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
