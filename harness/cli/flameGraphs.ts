import { kneeCellIds } from '../analysis/kneeProfile/kneeCells.ts';
import { analyse } from '../analysis/report.ts';
import type { ImageIndex } from '../engine/engine.ts';
import type { KneeProfile } from '../model/kneeProfile.ts';
import { profileKnees } from '../trial/kneeProfile/profileKnees.ts';
import { type OpenRun, readRun } from '../trial/runFolder.ts';
import type { Planned } from './planned.ts';
import type { Say } from './progress.ts';

const outcomeLine = ({ cellId, outcome }: KneeProfile): string => {
  if (outcome.status === 'failed') return `${cellId}: not profiled: ${outcome.error}`;
  const { unobserved } = outcome.recording;
  return unobserved.length === 0
    ? `${cellId}: profiled`
    : `${cellId}: profiled, but not ${unobserved.map(({ container, reason }) => `${container} (${reason})`).join(', ')}`;
};

/** Profiles the cells nearest to the knees, those that no earlier session of the run has profiled. */
export const drawKnees = async (
  { engine, target, experiment, cells, id }: Planned,
  images: ImageIndex,
  { folder, journal }: OpenRun,
  say: Say,
  signal: AbortSignal,
): Promise<void> => {
  if (!target.profiling) return;
  const { record } = await readRun(folder);
  const profiled = new Set(record.kneeProfiles.map(({ cellId }) => cellId));
  const due = kneeCellIds(analyse(record).curves).filter((cellId) => !profiled.has(cellId));
  await profileKnees(
    {
      engine,
      images,
      target,
      experiment,
      run: id,
      signal,
      onCell: ({ cell }) => say.title(`Where the time goes at the knee: ${cell.id}`),
      keep: async (profile) => {
        await journal.write({ kind: 'knee-profile', profile });
        say.line(outcomeLine(profile));
      },
    },
    cells.filter(({ cell }) => due.includes(cell.id)),
  );
};
