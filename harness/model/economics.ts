import type { Role } from './plan.ts';

/** What capacity costs and what it is needed for, as the experiment states it. Money is in `prices.currency`. */
export interface Economics {
  readonly prices: Prices;
  /** Null where no load is stated: then nothing is said of when a wall is reached. */
  readonly growth: Growth | null;
  /** Null where no effort is stated: then nothing is said of payback. */
  readonly migration: Migration | null;
}

export type BoughtRole = Exclude<Role, 'generator'>;

/** From this size of a server on, each of its cores costs `factor` times the usual price. */
export interface PriceStep {
  readonly fromCpuCores: number;
  readonly factor: number;
}

export interface Prices {
  readonly currency: string;
  readonly perCoreHour: number;
  readonly perGibHour: number;
  /** A month, for each part: replicas of one thing are one part. */
  readonly operationsHoursPerPart: number;
  readonly perOperationsHour: number;
  /** The most cores that one database server can be given. */
  readonly largestDatabaseCpuCores: number;
  /** Ascending by size. */
  readonly databaseSteps: readonly PriceStep[];
  /** Of one container of each role, 0 to 1. */
  readonly availability: Readonly<Record<BoughtRole, number>>;
  /** Keys of the file's `prices` that nobody stated, so that Plateau's own assumptions stand there. */
  readonly assumed: readonly string[];
}

export interface Growth {
  /** Today's busiest moment, requests/s. */
  readonly peakPerSecond: number;
  /** Share by which the peak grows each month: 0.04 is 4 %. */
  readonly perMonth: { readonly expected: number; readonly low: number; readonly high: number };
  /** Share of the peak to keep free above it. */
  readonly headroom: number;
}

export interface Migration {
  /** To split the system that exists. */
  readonly legacyPersonDays: number;
  /** What building a new system split takes more than building it whole. */
  readonly newSystemPersonDays: number;
  readonly perPersonDay: number;
  readonly horizonMonths: number;
}
