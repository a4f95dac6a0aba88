/** A measured height with the number of trials behind it. */
export interface WeightedHeight {
  readonly n: number;
  readonly height: number;
  readonly weight: number;
}

/**
 * The closest curve that never falls: pool adjacent violators (Barlow et al., 1972).
 * @param points ascending by n
 * @returns heights in the same order
 */
export const neverFalling = (points: readonly WeightedHeight[]): readonly number[] => {
  const blocks: { height: number; weight: number; size: number }[] = [];
  for (const { height, weight } of points) {
    let block = { height, weight, size: 1 };
    for (let last = blocks.at(-1); last && last.height > block.height; last = blocks.at(-1)) {
      blocks.pop();
      const sum = last.weight + block.weight;
      block = {
        height: (last.height * last.weight + block.height * block.weight) / sum,
        weight: sum,
        size: last.size + block.size,
      };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ height, size }) => Array.from({ length: size }, () => height));
};
