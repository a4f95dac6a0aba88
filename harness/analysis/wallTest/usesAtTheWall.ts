import type { CpuUse } from '../cpuUse.ts';
import type { Limiter } from '../limiter.ts';
import type { Measurement } from '../measurement.ts';

const isSameGroup = (a: Pick<CpuUse, 'role' | 'group'>, b: Pick<CpuUse, 'role' | 'group'>) =>
  a.role === b.role && a.group === b.group;

/**
 * Each group's CPU use where its quota was used up the most, since a request costs less the fuller its
 * group: what piled up is then handled at once. An application node behind a starved balancer took 0.95 ms
 * a request at 0.82 of its quota, and 0.70 ms once it was the wall itself. Raised, a suspect hands the
 * wall to the next group, and that one carries what it carries when full.
 * @param base the cell that a wall test starts from: its limiter is full there
 * @param curve the unraised cells of the same topology and scenario
 */
export const usesAtTheWall = (
  base: Pick<Measurement, 'cpuByGroup'>,
  limiter: Limiter,
  curve: readonly Pick<Measurement, 'cpuByGroup'>[],
): readonly CpuUse[] =>
  base.cpuByGroup.map((use) => {
    if (limiter.resource === 'cpu' && isSameGroup(limiter, use)) return use;
    return curve
      .flatMap(({ cpuByGroup }) => cpuByGroup.filter((other) => isSameGroup(other, use)))
      .reduce(
        (fullest, other) => (other.meanUtilisation > fullest.meanUtilisation ? other : fullest),
        use,
      );
  });
