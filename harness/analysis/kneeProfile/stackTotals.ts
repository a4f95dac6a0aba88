import { type Frame, REST, type StackTree } from '../../model/kneeProfile.ts';
import { onBehalfOf, type Owner, ownerKey, ownerOf } from './owner.ts';

/** Samples of each node and all below it. */
export const totalsOf = ({ nodes }: StackTree): readonly number[] => {
  const totals = nodes.map(([, , samples]) => samples);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const caller = nodes[index]?.[0] ?? -1;
    if (caller >= 0) totals[caller] = (totals[caller] ?? 0) + (totals[index] ?? 0);
  }
  return totals;
};

export const samplesOf = ({ nodes }: StackTree): number =>
  nodes.reduce((sum, [, , samples]) => sum + samples, 0);

export interface FunctionSamples {
  readonly frame: Frame;
  /** That ended in it. */
  readonly self: number;
  /** In which it was on the stack. */
  readonly total: number;
}

/** Every function that was kept, those first that took most time by themselves. */
export const functionsOf = (tree: StackTree): readonly FunctionSamples[] => {
  const { frames, nodes } = tree;
  const totals = totalsOf(tree);
  const sums = frames.map((frame) => ({ frame, self: 0, total: 0 }));
  /** A function that calls itself was on the stack once. */
  const isRecursive = (index: number): boolean => {
    const frame = nodes[index]?.[1];
    for (let at = nodes[index]?.[0] ?? -1; at >= 0; at = nodes[at]?.[0] ?? -1)
      if (nodes[at]?.[1] === frame) return true;
    return false;
  };
  nodes.forEach(([, frame, samples], index) => {
    const sum = sums[frame];
    if (!sum) return;
    sum.self += samples;
    if (!isRecursive(index)) sum.total += totals[index] ?? 0;
  });
  return sums.filter(({ frame }) => frame.name !== REST.name).toSorted((a, b) => b.self - a.self);
};

export interface OwnerSamples {
  readonly owner: Owner;
  readonly samples: number;
}

/** Who the time was spent for, the most first. */
export const ownersOf = (
  trees: readonly StackTree[],
  components: Readonly<Record<string, string>>,
): readonly OwnerSamples[] => {
  const sums = new Map<string, { owner: Owner; samples: number }>();
  for (const { frames, nodes } of trees) {
    const owners: Owner[] = [];
    for (const [caller, frame, samples] of nodes) {
      const own = ownerOf(frames[frame] ?? REST, components);
      const owner = onBehalfOf(owners[caller] ?? null, own);
      owners.push(owner);
      if (samples === 0) continue;
      const key = ownerKey(owner);
      const sum = sums.get(key);
      if (sum) sum.samples += samples;
      else sums.set(key, { owner, samples });
    }
  }
  return [...sums.values()].toSorted((a, b) => b.samples - a.samples);
};
