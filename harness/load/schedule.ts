import type { Random } from '../model/random.ts';

/** Due times in ms from the start of the drive, never decreasing. Each call gives the next. */
export type Schedule = () => number;

/** Request i is due at i / rate: a multiplication, so that no rounding adds up. */
export const evenSchedule = (ratePerSecond: number): Schedule => {
  let index = 0;
  return () => {
    const dueMs = (index * 1_000) / ratePerSecond;
    index += 1;
    return dueMs;
  };
};

/** A Poisson process: independent exponential gaps of mean 1 / rate, by inversion of their distribution. */
export const poissonSchedule = (ratePerSecond: number, random: Random): Schedule => {
  let dueMs = 0;
  return () => {
    dueMs += (-Math.log(1 - random()) * 1_000) / ratePerSecond;
    return dueMs;
  };
};
