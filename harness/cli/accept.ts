import { Command } from 'commander';
import { nearest } from '../experiment/nearest.ts';
import type { Entry } from '../history/night.ts';
import { appendEntry } from '../history/store.ts';
import { UsageError } from './errors.ts';
import { HISTORY_OPTION, lockIdentity, openHistory } from './history.ts';

/** @throws {UsageError} where that night is none whose level can be wanted. */
const checkNight = (id: string, newestFirst: readonly Entry[]): void => {
  const nights = newestFirst.filter((entry) => entry.kind === 'night');
  const night = nights.find((each) => each.id === id);
  if (!night) {
    const ids = nights.map((each) => each.id);
    const meant = nearest(id, ids);
    const hint = meant ? `did you mean ${meant}?` : `the last are ${ids.slice(0, 3).join(', ')}`;
    throw new UsageError(
      ids.length === 0
        ? 'this history has no nights yet'
        : `no night ${id} in this history: ${hint}`,
    );
  }
  if (night.decision.status === 'invalid')
    throw new UsageError(
      `${id} was invalid: ${night.decision.reasons[0]}; there is no level to accept`,
    );
  if (newestFirst.some((entry) => entry.kind === 'acceptance' && entry.night === id))
    throw new UsageError(`${id} was accepted before`);
};

export const acceptCommand = (): Command =>
  new Command('accept')
    .description(
      "Record that a night's change is wanted: its level is the one that later nights are held against.",
    )
    .argument('<night>', 'its id, as plateau history shows it')
    .requiredOption('--reason <text>', 'why, for whoever reads the history')
    .option(...HISTORY_OPTION)
    .action(
      async (night: string, { reason, history: folder }: { reason: string; history: string }) => {
        if (reason.trim() === '')
          throw new UsageError('--reason is empty: say why the change is wanted');
        checkNight(night, [...(await openHistory(folder)).newestFirst]);
        const at = new Date().toISOString();
        await appendEntry(folder, { kind: 'acceptance', night, reason, at }, lockIdentity());
        console.log(`accepted: nights after ${night} are held against its level`);
      },
    );
