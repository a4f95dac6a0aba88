import { type MaybeEstimate, unknown } from '../../model/estimate.ts';
import { type DatabaseUsage, WAIT_CLASSES, type WaitClass } from '../../model/usage.ts';
import { groupedBy } from '../grouping.ts';
import { mean, meanInterval } from '../interval.ts';

/** One database server over the trials. */
export interface DatabaseSessions {
  readonly group: string;
  /** Over all trials. */
  readonly samples: number;
  /** Mean number of active sessions by what they waited for. */
  readonly activeSessions: Readonly<Record<WaitClass, number>>;
  readonly meanActiveSessions: MaybeEstimate;
  readonly maxActiveSessions: number;
  readonly idleInTransaction: number;
  readonly walBytesPerRequest: MaybeEstimate;
}

/** One trial's servers. */
export interface TrialDatabases {
  readonly databases: readonly DatabaseUsage[];
  readonly wallSeconds: number;
  readonly answersPerSecond: number;
}

export const activeSessionsOf = (sessions: Readonly<Record<WaitClass, number>>): number =>
  WAIT_CLASSES.reduce((sum, waitClass) => sum + sessions[waitClass], 0);

export const databasesOver = (trials: readonly TrialDatabases[]): readonly DatabaseSessions[] => {
  const all = trials.flatMap(({ databases, wallSeconds, answersPerSecond }) =>
    databases.map((database) => ({ ...database, answers: answersPerSecond * wallSeconds })),
  );
  return [...groupedBy(all, ({ group }) => group)].map(([group, same]) => {
    const answered = same.filter(({ answers }) => answers > 0);
    return {
      group,
      samples: same.reduce((sum, { samples }) => sum + samples, 0),
      activeSessions: Object.fromEntries(
        WAIT_CLASSES.map((waitClass) => [
          waitClass,
          mean(same.map(({ activeSessions }) => activeSessions[waitClass])),
        ]),
      ) as Record<WaitClass, number>,
      meanActiveSessions: meanInterval(
        same.map(({ activeSessions }) => activeSessionsOf(activeSessions)),
      ),
      maxActiveSessions: Math.max(...same.map(({ maxActiveSessions }) => maxActiveSessions)),
      idleInTransaction: mean(same.map(({ idleInTransaction }) => idleInTransaction)),
      walBytesPerRequest:
        answered.length === 0
          ? unknown({ kind: 'nothing-answered' })
          : meanInterval(answered.map(({ walBytes, answers }) => walBytes / answers)),
    };
  });
};
