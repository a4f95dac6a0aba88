/** Uniform in [0, 1). */
export type Random = () => number;

/** mulberry32 (Tommy Ettinger): 32 bits of state, the same series on every machine. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

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
