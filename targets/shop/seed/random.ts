import type { Random } from '../../../harness/model/random.ts';

/** Whole, from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** Zipf with exponent 1 over 1 … n, by the inverse of its continuous form: rank k has a share of about 1/k. */
export const zipf = (random: Random, n: number): number =>
  Math.min(n, Math.floor(Math.exp(random() * Math.log(n + 1))));

export const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('there is nothing to pick from');
  return item;
};
