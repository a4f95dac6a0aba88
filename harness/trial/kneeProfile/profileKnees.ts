import { messageOf } from '../../model/failure.ts';
import type { KneeProfile } from '../../model/kneeProfile.ts';
import type { PlannedCell } from '../../model/run.ts';
import { type Removal, removal } from '../removal.ts';
import { type ProfiledRun, recordKnee } from './recordKnee.ts';

/** How the knees of a run are profiled, and who hears of it. */
export interface KneeProfiling extends ProfiledRun {
  readonly onCell: (planned: PlannedCell) => void;
  /** Called, and awaited, as soon as a cell has been profiled. */
  readonly keep: (profile: KneeProfile) => Promise<void>;
}

/**
 * Deploys each cell once more, with profilers, and says where its time goes; what fails is kept with
 * its reason. @throws only where the run was interrupted or a profile can't be kept.
 */
export const profileKnees = async (
  context: KneeProfiling,
  cells: readonly PlannedCell[],
): Promise<void> => {
  const leaving = removal();
  try {
    for (const planned of cells) {
      context.signal.throwIfAborted();
      context.onCell(planned);
      await context.keep(await profileOf(context, planned, leaving));
    }
  } finally {
    await leaving.finish();
  }
};

const profileOf = async (
  context: KneeProfiling,
  planned: PlannedCell,
  leaving: Removal,
): Promise<KneeProfile> => {
  const { target, signal } = context;
  const begun = {
    cellId: planned.cell.id,
    startedAt: new Date().toISOString(),
    components: target.profiling?.components ?? {},
  };
  try {
    const recording = await recordKnee(context, planned, leaving);
    return { ...begun, outcome: { status: 'recorded', recording } };
  } catch (error) {
    signal.throwIfAborted();
    return { ...begun, outcome: { status: 'failed', error: messageOf(error) } };
  }
};
