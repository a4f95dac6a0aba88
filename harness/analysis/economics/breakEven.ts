/** From a hundredth to a hundred times, evenly in the logarithm. */
const STEPS = 120;
const HALVINGS = 40;

const factorAt = (step: number): number => 10 ** ((4 * step) / STEPS - 2);

/** @returns the steps after which the sign changes, the one nearest to a factor of 1 first. */
const crossings = (nets: readonly number[]): readonly number[] =>
  nets
    .slice(1)
    .flatMap((net, step) => (net >= 0 !== (nets[step] as number) >= 0 ? [step] : []))
    .toSorted((a, b) => Math.abs(a + 0.5 - STEPS / 2) - Math.abs(b + 0.5 - STEPS / 2));

/**
 * What a driver must be, as a factor on what is stated, for the balance to be even: by halving, since
 * the cheapest size that carries a load makes the balance jump.
 * @returns null where no factor from a hundredth to a hundred does
 */
export const breakEven = (netAt: (factor: number) => number): number | null => {
  const [nearest] = crossings(
    Array.from({ length: STEPS + 1 }, (_, step) => netAt(factorAt(step))),
  );
  if (nearest === undefined) return null;
  let low = factorAt(nearest);
  let high = factorAt(nearest + 1);
  const gainsBelow = netAt(low) >= 0;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = Math.sqrt(low * high);
    if (netAt(middle) >= 0 === gainsBelow) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
};
