import { type DatabaseUsage, WAIT_CLASSES, type WaitClass } from '../model/usage.ts';
import type { ContainerPlan } from '../model/plan.ts';

/** CPU of one sample, asleep before it, as measured: 0.4 to 0.5 ms. */
const SAMPLE_CPU_SECONDS = 0.0005;
/** Of the server's quota, at most, for being looked at. */
const OBSERVER_SHARE = 0.008;
const SHORTEST_MS = 250;

/** How often a server of `cpuCores` is asked, so that it costs under one percent of its CPU. */
export const databaseEveryMs = (cpuCores: number): number =>
  Math.max(SHORTEST_MS, Math.ceil((SAMPLE_CPU_SECONDS * 1_000) / (OBSERVER_SHARE * cpuCores)));

/** PostgreSQL's wait event and its type → ours (PostgreSQL 17, table 27.4 and those after it). */
const WAIT_CLASS = `CASE
  WHEN wait_event_type IS NULL THEN 'cpu'
  WHEN wait_event ILIKE 'wal%' THEN 'wal'
  WHEN wait_event_type = 'Lock' THEN 'lock'
  WHEN wait_event_type IN ('LWLock', 'BufferPin') THEN 'lwlock'
  WHEN wait_event_type = 'IO' THEN 'io'
  WHEN wait_event_type = 'Client' THEN 'client'
  ELSE 'other' END`;

const RESULT = 'plateau.observed';

/** The sessions of one sample: `cpu,cpu,wal`; `idle` is one inside a transaction that does nothing. */
const SAMPLE = `SELECT string_agg(CASE WHEN state = 'active' THEN ${WAIT_CLASS} ELSE 'idle' END, ',') INTO sample
  FROM pg_stat_get_activity(NULL)
  WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
    AND state IN ('active', 'idle in transaction', 'idle in transaction (aborted)')`;

/**
 * The statements of one session that sleeps for `afterMs`, samples every `everyMs` for `forMs`, and
 * then says all at once what it saw: a client that asks for each sample costs as much again.
 * Statistics are frozen within a transaction, so each sample begins with fresh ones; nothing is written.
 */
export const watchStatements = (
  afterMs: number,
  forMs: number,
  everyMs: number,
): readonly string[] => {
  const samples = Math.max(1, Math.floor(forMs / everyMs));
  return [
    `DO $$ DECLARE seen text := ''; sample text; began timestamptz; begin_lsn pg_lsn;
BEGIN
  PERFORM pg_sleep(${afterMs / 1_000});
  began := clock_timestamp();
  begin_lsn := pg_current_wal_insert_lsn();
  FOR i IN 1..${samples} LOOP
    PERFORM pg_stat_clear_snapshot(), pg_sleep(${everyMs / 1_000});
    ${SAMPLE};
    seen := seen || coalesce(sample, '') || ';';
  END LOOP;
  PERFORM set_config('${RESULT}', json_build_object(
    'samples', seen,
    'walBytes', pg_current_wal_insert_lsn() - begin_lsn,
    'seconds', extract(epoch FROM clock_timestamp() - began))::text, false);
END $$`,
    `SELECT current_setting('${RESULT}')`,
  ];
};

/** What the session says at its end. */
interface Watched {
  /** `cpu,cpu,wal;;lock;`: the sessions of one sample after the other. */
  readonly samples: string;
  readonly walBytes: number;
  readonly seconds: number;
}

const isWaitClass = (text: string): text is WaitClass =>
  WAIT_CLASSES.some((waitClass) => waitClass === text);

/** Pure. @param output of `watchStatements`. @throws where it is not that. */
export const databaseUsage = (
  { name, group }: ContainerPlan,
  output: string,
  wallSeconds: number,
): DatabaseUsage => {
  const watched = JSON.parse(output) as Watched;
  const samples = watched.samples
    .split(';')
    .slice(0, -1)
    .map((sample) => sample.split(',').filter((session) => session !== ''));
  if (samples.length === 0) throw new Error('it took no sample');
  const active = samples.map((sessions) => sessions.filter(isWaitClass));
  const meanOf = (waitClass: string): number =>
    samples.flat().filter((session) => session === waitClass).length / samples.length;
  return {
    container: name,
    group,
    samples: samples.length,
    activeSessions: Object.fromEntries(
      WAIT_CLASSES.map((waitClass) => [waitClass, meanOf(waitClass)]),
    ) as Record<WaitClass, number>,
    maxActiveSessions: Math.max(...active.map((sessions) => sessions.length)),
    idleInTransaction: meanOf('idle'),
    walBytes: (watched.walBytes / watched.seconds) * wallSeconds,
  };
};
