import { seededRandom } from '../model/random.ts';

/** Seeded standard normal numbers (Box–Muller), to plant noise that a method is tried on. */
export const seededNormal = (seed: number): (() => number) => {
  const uniform = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
};
