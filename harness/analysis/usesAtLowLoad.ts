import type { PlannedCell } from '../model/run.ts';
import { type CpuUse, isSameGroup } from './cpuUse.ts';
import type { MeasuredCell } from './measurement.ts';

/** A group's CPU use with the cell that it was measured in. */
export interface SourcedUse extends CpuUse {
  readonly cellId: string;
}

/** What requests cost where the shared parts are asked for least. */
export interface LowLoadUses {
  /** The smallest measured cell of the curve. */
  readonly base: PlannedCell;
  /** By group, from the base or from a demand test. */
  readonly uses: readonly SourcedUse[];
}

/** Of its quota: a part that a demand test squeezed is the wall there, and works as it does at its wall. */
const FULL_FROM = 0.95;

const sourced = ({ cell }: PlannedCell, measured: ReadonlyMap<string, MeasuredCell>) =>
  (measured.get(cell.id)?.measurement.cpuByGroup ?? []).map(
    (use): SourcedUse => ({ ...use, cellId: cell.id }),
  );

/**
 * The CPU a request costs each group at a curve's smallest cell, but for the groups that a demand test
 * has shown full: what a part costs when it idles is not what it costs at its wall (HAProxy held to 0.03
 * cores took 0.121 ms a request at 69 % of them and 0.073 ms at 100 %, where it handles at once what
 * piled up while it was throttled).
 * @param curve one topology's cells under one scenario, ascending by scale
 * @param cells of the whole run, its demand tests among them
 * @returns null where no cell of the curve was measured
 */
export const usesAtLowLoad = (
  curve: readonly PlannedCell[],
  cells: readonly PlannedCell[],
  measured: ReadonlyMap<string, MeasuredCell>,
): LowLoadUses | null => {
  const base = curve.find(({ cell }) => measured.has(cell.id));
  if (!base) return null;
  const { topology, scenario } = base.cell;
  const shownFull = cells
    .filter(({ cell }) => cell.topology === topology && cell.scenario === scenario)
    .flatMap((planned) =>
      sourced(planned, measured).filter(
        ({ role, meanUtilisation }) =>
          role === planned.cell.squeezed && meanUtilisation >= FULL_FROM,
      ),
    );
  return {
    base,
    uses: sourced(base, measured).map(
      (use) => shownFull.find((full) => isSameGroup(full, use)) ?? use,
    ),
  };
};
