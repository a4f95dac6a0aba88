import Table from 'cli-table3';
import { Command } from 'commander';
import { isProvablyDead, type Owner, thisProcess } from '../engine/docker/owner.ts';
import type { Identity } from '../history/lock.ts';
import type { Acceptance, Entry, Night } from '../history/night.ts';
import { type History, readHistory } from '../history/store.ts';

/** Where nights are kept unless told otherwise, below the folder that Plateau is called in. */
const HISTORY_FOLDER = 'history';
export const HISTORY_OPTION = [
  '--history <folder>',
  'where the nights are kept: a checkout of a branch, a cache, a mounted bucket',
  HISTORY_FOLDER,
] as const;

/** This process, as the holder of a history's lock. */
export const lockIdentity = (): Identity => {
  const self = thisProcess();
  return { self, isProvablyDead: (owner) => isProvablyDead(owner as Owner, self) };
};

/** Reads a history and says on standard error what was set aside. @throws {HistoryError} */
export const openHistory = async (folder: string): Promise<History> => {
  const history = await readHistory(folder);
  for (const warning of history.warnings) console.error(`warning: ${warning}`);
  return history;
};

const NIGHTS_SHOWN = 30;

const throughputs = ({ metrics }: Night): string =>
  metrics
    .filter(({ kind }) => kind === 'throughput')
    .map(({ cell, values }) => {
      const level = values.reduce((sum, value) => sum + value, 0) / values.length;
      return `${cell} ${Math.round(level)}`;
    })
    .join('\n');

const row = (night: Night, acceptance: Acceptance | undefined): readonly string[] => [
  night.id,
  night.commit?.slice(0, 10) ?? '',
  acceptance ? `${night.decision.status}, accepted: ${acceptance.reason}` : night.decision.status,
  throughputs(night),
  night.decision.suspects.join('\n'),
];

const show = (newestFirst: readonly Entry[]): void => {
  const nights = newestFirst.filter((entry) => entry.kind === 'night');
  const accepted = new Map(
    newestFirst.flatMap((entry) => (entry.kind === 'acceptance' ? [[entry.night, entry]] : [])),
  );
  const table = new Table({
    head: ['night', 'commit', 'decision', 'requests/s', 'suspect'],
    style: { head: [] },
  });
  for (const night of nights.slice(0, NIGHTS_SHOWN).toReversed())
    table.push([...row(night, accepted.get(night.id))]);
  console.log(table.toString());
  if (nights.length > NIGHTS_SHOWN)
    console.log(`the last ${NIGHTS_SHOWN} of ${nights.length} nights; --json prints all`);
};

export const historyCommand = (): Command =>
  new Command('history')
    .description('Show the nights and what was decided about them, or export all of it.')
    .option(...HISTORY_OPTION)
    .option('--json', 'every entry with all its values, the oldest first', false)
    .action(async ({ history: folder, json }: { history: string; json: boolean }) => {
      const entries = [...(await openHistory(folder)).newestFirst];
      if (json) return console.log(JSON.stringify(entries.toReversed(), null, 2));
      if (entries.length === 0) return console.log(`no nights in ${folder}/`);
      show(entries);
    });
