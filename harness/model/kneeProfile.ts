import type { DatabaseUsage, Unobserved } from './usage.ts';

/** A function in a stack. */
export interface Frame {
  readonly name: string;
  /** `targets/shop/components/orders/placing.ts`, `node_modules/pg/lib/client.js`, `node:net`; null for V8's own. */
  readonly module: string | null;
  /** From 1; null where the module has none. */
  readonly line: number | null;
}

/** What stands for all callees of a function that are too rare to be kept one by one. */
export const REST: Frame = { name: '(rest)', module: null, line: null };

/** Folded stacks: those that begin alike share their beginning. */
export interface StackTree {
  readonly frames: readonly Frame[];
  /** `[caller, frame, samples]`: index of the caller's node or -1, of the frame, and how many samples ended here. Callers come first. */
  readonly nodes: readonly (readonly [caller: number, frame: number, samples: number])[];
}

/** On-CPU samples of all replicas of a group; those in which a process had nothing to do are left out. */
export interface GroupStacks {
  readonly group: string;
  readonly replicas: number;
  readonly stacks: StackTree;
}

/** A kind of statement, as pg_stat_statements tells it. */
export interface Statement {
  /** With `$1` for values; cut where it is long. */
  readonly text: string;
  readonly calls: number;
  /** From its arrival to its end, the time in which the quota stopped the server included. */
  readonly totalMs: number;
  readonly rows: number;
  /** Pages of 8 KiB that were not in shared memory. */
  readonly pagesRead: number;
  readonly walBytes: number;
}

export interface DatabaseProfile {
  readonly container: string;
  /** What its sessions waited for. */
  readonly usage: DatabaseUsage | null;
  /** Those that took most time, the first the most. */
  readonly statements: readonly Statement[];
  /** Time of all statements, those that are not listed included. */
  readonly totalMs: number;
}

/** What was seen of one deployment under its limits, at saturation. */
export interface KneeRecording {
  readonly seconds: number;
  /** With the profilers on: how much they cost is seen against the measured trials. */
  readonly throughputPerSecond: number;
  readonly groups: readonly GroupStacks[];
  readonly databases: readonly DatabaseProfile[];
  readonly unobserved: readonly Unobserved[];
}

/**
 * Where the time goes in the cell nearest to a curve's knee. It has a deployment of its own, after all
 * trials, and enters no figure of the measurement.
 */
export interface KneeProfile {
  readonly cellId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Component → what the paths of its modules contain. */
  readonly components: Readonly<Record<string, string>>;
  readonly outcome:
    | { readonly status: 'recorded'; readonly recording: KneeRecording }
    | { readonly status: 'failed'; readonly error: string };
}
