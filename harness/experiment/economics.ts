import { z } from 'zod';
import type { Economics } from '../model/economics.ts';
import { cpuCores } from './quantity.ts';

const money = z.number().min(0).max(1_000_000_000);
const share = z.number().min(0).max(1);

/** Cores are those of the measured, small sizes: who buys k times as much writes k times the price and 1/k of the load. */
export const pricesFile = z.strictObject({
  currency: z.string().min(1).max(8).describe('of all money: EUR'),
  coreHour: money.describe('one CPU core for an hour'),
  gibHour: money.describe('one GiB of memory for an hour'),
  operationsHours: z
    .number()
    .min(0)
    .max(1_000)
    .describe('hours of work a month for each part to operate; replicas of one thing are one part'),
  operationsRate: money.describe('one hour of that work'),
  largestDatabase: z
    .strictObject({
      cpu: cpuCores.describe('the most cores that one database server can be given'),
      steps: z
        .array(z.strictObject({ from: cpuCores, factor: z.number().min(1).max(1_000) }))
        .max(20)
        .describe('from this size of a server on, each of its cores costs so many times as much'),
    })
    .describe('where buying a bigger database ends, and what it costs until then'),
  availability: z
    .strictObject({ node: share, balancer: share, database: share })
    .describe('of one container, 0 to 1'),
});

export const growthFile = z.strictObject({
  peak: z.number().min(0.1).max(1_000_000_000).describe("today's busiest moment, requests/s"),
  perMonth: z.number().min(0).max(1).describe('share by which the peak grows a month: 0.04'),
  low: z.number().min(-0.5).max(1).describe('the least it may grow a month'),
  high: z.number().min(0).max(1).describe('the most it may grow a month'),
  headroom: z.number().min(0).max(10).default(0.3).describe('share of the peak to keep free'),
});

export const migrationFile = z.strictObject({
  legacyDays: z.number().min(0).max(1_000_000).describe('person-days to split what exists'),
  newSystemDays: z
    .number()
    .min(0)
    .max(1_000_000)
    .describe('person-days that building it split from the start takes more'),
  dayRate: money.describe('one person-day'),
  horizonMonths: z.int().min(1).max(240).default(36).describe('over which it must pay'),
});

/** Nobody's prices: of the order of what public clouds ask, so that a first report has an answer at all. */
export const ASSUMED_PRICES: z.input<typeof pricesFile> = {
  currency: 'EUR',
  coreHour: 0.04,
  gibHour: 0.005,
  operationsHours: 2,
  operationsRate: 80,
  largestDatabase: { cpu: 1.6, steps: [{ from: 0.8, factor: 1.5 }] },
  availability: { node: 0.999, balancer: 0.9999, database: 0.9995 },
};

/** What is as Plateau assumes it counts as assumed, whoever wrote it. */
const assumedIn = (prices: z.output<typeof pricesFile>): readonly string[] =>
  Object.entries(ASSUMED_PRICES)
    .filter(([key]) => key !== 'currency')
    .filter(
      ([key, value]) =>
        JSON.stringify(value) === JSON.stringify(prices[key as keyof typeof prices]),
    )
    .map(([key]) => key);

export const toEconomics = (
  prices: z.output<typeof pricesFile>,
  growth: z.output<typeof growthFile> | null,
  migration: z.output<typeof migrationFile> | null,
): Economics => ({
  prices: {
    currency: prices.currency,
    perCoreHour: prices.coreHour,
    perGibHour: prices.gibHour,
    operationsHoursPerPart: prices.operationsHours,
    perOperationsHour: prices.operationsRate,
    largestDatabaseCpuCores: prices.largestDatabase.cpu,
    databaseSteps: prices.largestDatabase.steps
      .map(({ from, factor }) => ({ fromCpuCores: from, factor }))
      .toSorted((a, b) => a.fromCpuCores - b.fromCpuCores),
    availability: {
      app: prices.availability.node,
      balancer: prices.availability.balancer,
      database: prices.availability.database,
    },
    assumed: assumedIn(prices),
  },
  growth: growth && {
    peakPerSecond: growth.peak,
    perMonth: { expected: growth.perMonth, low: growth.low, high: growth.high },
    headroom: growth.headroom,
  },
  migration: migration && {
    legacyPersonDays: migration.legacyDays,
    newSystemPersonDays: migration.newSystemDays,
    perPersonDay: migration.dayRate,
    horizonMonths: migration.horizonMonths,
  },
});

/** What stands for economics where an experiment states none. */
export const ASSUMED_ECONOMICS: Economics = toEconomics(
  pricesFile.parse(ASSUMED_PRICES),
  null,
  null,
);
