import type { Frame, GroupStacks } from '../../model/kneeProfile.ts';
import { type Owner, ownerOf } from './owner.ts';
import { samplesOf, totalsOf } from './stackTotals.ts';

/** One function as called from one place. */
export interface FlameBox {
  /** Index into the graph's functions. */
  readonly fn: number;
  /** 0 for what nothing called. */
  readonly depth: number;
  /** Left edge and width, as shares of all samples. */
  readonly start: number;
  readonly share: number;
}

/** A flame graph: callers below, what they called above them, as wide as their time. */
export interface FlameGraph {
  readonly group: string;
  readonly replicas: number;
  readonly samples: number;
  readonly functions: readonly (Frame & { readonly owner: Owner })[];
  readonly boxes: readonly FlameBox[];
}

/** Narrower boxes are some pixels that nobody can read or point at. */
const LEAST_SHARE = 0.004;
const MOST_BOXES = 150;

/** A hundred-thousandth of the width is no pixel, and sixteen digits a box are half of a report. */
const rounded = (share: number): number => Math.round(share * 1e5) / 1e5;

/** Callees side by side, the widest first; what is too narrow leaves a gap above its caller. */
export const flameGraph = (
  { group, replicas, stacks }: GroupStacks,
  components: Readonly<Record<string, string>>,
): FlameGraph => {
  const { frames, nodes } = stacks;
  const samples = samplesOf(stacks);
  const totals = totalsOf(stacks);
  const widest = totals.toSorted((a, b) => b - a);
  const least = Math.max(samples * LEAST_SHARE, (widest[MOST_BOXES] ?? 0) + 1);
  const callees = new Map<number, number[]>();
  nodes.forEach(([caller], index) => {
    if ((totals[index] ?? 0) < least) return;
    callees.set(caller, [...(callees.get(caller) ?? []), index]);
  });

  const used = new Map<number, number>();
  const boxes: FlameBox[] = [];
  const place = (caller: number, depth: number, left: number): void => {
    let at = left;
    const wideFirst = (callees.get(caller) ?? []).toSorted(
      (a, b) => (totals[b] ?? 0) - (totals[a] ?? 0),
    );
    for (const index of wideFirst) {
      const frame = nodes[index]?.[1] ?? 0;
      const fn = used.get(frame) ?? used.size;
      used.set(frame, fn);
      const total = totals[index] ?? 0;
      boxes.push({ fn, depth, start: rounded(at / samples), share: rounded(total / samples) });
      place(index, depth + 1, at);
      at += total;
    }
  };
  place(-1, 0, 0);
  const functions = [...used.keys()].flatMap((index) => {
    const frame = frames[index];
    return frame ? [{ ...frame, owner: ownerOf(frame, components) }] : [];
  });
  return { group, replicas, samples, functions, boxes };
};
