import type { Estimate } from '../../model/estimate.ts';
import type {
  DatabaseProfile,
  Frame,
  KneeProfile,
  KneeRecording,
  Statement,
} from '../../model/kneeProfile.ts';
import type { PlannedCell } from '../../model/run.ts';
import {
  type DatabaseUsage,
  type Unobserved,
  WAIT_CLASSES,
  type WaitClass,
} from '../../model/usage.ts';
import { type FlameGraph, flameGraph } from './flame.ts';
import { type Owner, ownerOf } from './owner.ts';
import { shareOf } from './share.ts';
import { functionsOf, ownersOf, samplesOf } from './stackTotals.ts';

const MOST_FUNCTIONS = 15;
const MOST_OWNERS = 12;
const MOST_STATEMENTS = 10;

/** A function's part of the application's CPU samples, over all of its replicas. */
export interface HotFunction extends Frame {
  readonly group: string;
  readonly owner: Owner;
  readonly self: Estimate;
  readonly total: Estimate;
}

export interface OwnerShare {
  readonly owner: Owner;
  readonly share: Estimate;
}

/** One server's sessions by what they waited for, as means over the samples. */
export interface DatabaseWaits {
  readonly container: string;
  readonly samples: number;
  readonly activeSessions: DatabaseUsage['activeSessions'];
  readonly idleInTransaction: number;
}

export interface TopStatement extends Statement {
  readonly container: string;
  /** Of the time of all statements on all servers, 0 to 1. */
  readonly share: number;
}

/** Where the time goes in one cell; everything is empty where it could not be seen. */
export interface KneeFindings {
  readonly cellId: string;
  readonly topology: string;
  readonly scale: number;
  /** Why there is nothing; null where there is. */
  readonly failure: string | null;
  readonly seconds: number;
  /** With the profilers on. */
  readonly throughputPerSecond: number;
  /** On-CPU samples of all application processes. */
  readonly samples: number;
  readonly owners: readonly OwnerShare[];
  readonly functions: readonly HotFunction[];
  readonly graphs: readonly FlameGraph[];
  readonly waits: readonly DatabaseWaits[];
  readonly statements: readonly TopStatement[];
  readonly unobserved: readonly Unobserved[];
}

type Findings = Omit<KneeFindings, 'cellId' | 'topology' | 'scale' | 'failure'>;

const NOTHING: Findings = {
  seconds: 0,
  throughputPerSecond: 0,
  samples: 0,
  owners: [],
  functions: [],
  graphs: [],
  waits: [],
  statements: [],
  unobserved: [],
};

const hotFunctions = (
  { groups }: KneeRecording,
  components: KneeProfile['components'],
  samples: number,
): readonly HotFunction[] =>
  groups
    .flatMap(({ group, stacks }) =>
      functionsOf(stacks)
        .slice(0, MOST_FUNCTIONS)
        .filter(({ self }) => self > 0)
        .map((fn) => ({ group, ...fn })),
    )
    .toSorted((a, b) => b.self - a.self)
    .slice(0, MOST_FUNCTIONS)
    .map(({ group, frame, self, total }) => ({
      ...frame,
      group,
      owner: ownerOf(frame, components),
      self: shareOf(self, samples),
      total: shareOf(total, samples),
    }));

const waitsOf = ({ container, usage }: DatabaseProfile): readonly DatabaseWaits[] =>
  usage
    ? [
        {
          container,
          samples: usage.samples,
          activeSessions: usage.activeSessions,
          idleInTransaction: usage.idleInTransaction,
        },
      ]
    : [];

const topStatements = (databases: readonly DatabaseProfile[]): readonly TopStatement[] => {
  const allMs = databases.reduce((sum, { totalMs }) => sum + totalMs, 0);
  return databases
    .flatMap(({ container, statements }) =>
      statements.map((statement) => ({
        ...statement,
        container,
        share: allMs > 0 ? statement.totalMs / allMs : 0,
      })),
    )
    .toSorted((a, b) => b.totalMs - a.totalMs)
    .slice(0, MOST_STATEMENTS);
};

const findingsOf = (recording: KneeRecording, components: KneeProfile['components']): Findings => {
  const { groups, databases, seconds, throughputPerSecond, unobserved } = recording;
  const trees = groups.map(({ stacks }) => stacks);
  const samples = trees.reduce((sum, tree) => sum + samplesOf(tree), 0);
  return {
    seconds,
    throughputPerSecond,
    samples,
    owners: ownersOf(trees, components)
      .slice(0, MOST_OWNERS)
      .map(({ owner, samples: part }) => ({ owner, share: shareOf(part, samples) })),
    functions: hotFunctions(recording, components, samples),
    graphs: groups
      .map((group) => flameGraph(group, components))
      .toSorted((a, b) => b.samples - a.samples),
    waits: databases.flatMap(waitsOf),
    statements: topStatements(databases),
    unobserved,
  };
};

/** Wait classes that any server's sessions were in, in their own order. */
export const waitClassesOf = (waits: readonly DatabaseWaits[]): readonly WaitClass[] =>
  WAIT_CLASSES.filter((name) => waits.some(({ activeSessions }) => activeSessions[name] > 0));

/** Pure: what the profiles of a run say, in the order of its cells. */
export const kneeFindings = (
  profiles: readonly KneeProfile[],
  cells: readonly PlannedCell[],
): readonly KneeFindings[] =>
  cells.flatMap(({ cell }) => {
    const profile = profiles.find(({ cellId }) => cellId === cell.id);
    if (!profile) return [];
    const { outcome, components } = profile;
    const place = { cellId: cell.id, topology: cell.topology, scale: cell.scale };
    return outcome.status === 'recorded'
      ? { ...place, failure: null, ...findingsOf(outcome.recording, components) }
      : { ...place, failure: outcome.error, ...NOTHING };
  });
