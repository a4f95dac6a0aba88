import { type Frame, REST, type StackTree } from '../../model/kneeProfile.ts';

interface Node {
  readonly frame: Frame;
  samples: number;
  readonly callees: Map<string, Node>;
}

/** Four nodes of the shop made 1,100 in 8 s, 60 kB of JSON; beyond this the rarest are cut away. */
const MOST_NODES = 3_000;

const keyOf = ({ name, module, line }: Frame): string => `${name}\n${module}\n${line}`;

/** Collects stacks, those that begin alike together. */
export const stackTrie = () => {
  const roots = new Map<string, Node>();
  const add = (stack: readonly Frame[], samples: number): void => {
    let among = roots;
    let node: Node | undefined;
    for (const frame of stack) {
      const key = keyOf(frame);
      node = among.get(key);
      if (!node) among.set(key, (node = { frame, samples: 0, callees: new Map() }));
      among = node.callees;
    }
    if (node) node.samples += samples;
  };
  return { add, tree: (mostNodes = MOST_NODES): StackTree => treeOf(roots, mostNodes) };
};

/** Pure. The samples of several processes as one. */
export const merged = (trees: readonly StackTree[]): StackTree => {
  const trie = stackTrie();
  for (const { frames, nodes } of trees) {
    const stacks: (readonly Frame[])[] = [];
    for (const [caller, frame, samples] of nodes) {
      const stack = [...(stacks[caller] ?? []), frames[frame] ?? REST];
      stacks.push(stack);
      if (samples > 0) trie.add(stack, samples);
    }
  }
  return trie.tree();
};

const totalOf = (node: Node, totals: Map<Node, number>): number => {
  let total = node.samples;
  for (const callee of node.callees.values()) total += totalOf(callee, totals);
  totals.set(node, total);
  return total;
};

/** A node has no fewer samples than its callees, so what is kept hangs together. */
const treeOf = (roots: ReadonlyMap<string, Node>, mostNodes: number): StackTree => {
  const totals = new Map<Node, number>();
  for (const root of roots.values()) totalOf(root, totals);
  const sorted = [...totals.values()].sort((a, b) => b - a);
  const atLeast = (sorted[mostNodes] ?? 0) + 1;

  const frames = new Map<string, number>();
  const listed: Frame[] = [];
  const nodes: [number, number, number][] = [];
  const indexOf = (frame: Frame): number => {
    const key = keyOf(frame);
    const known = frames.get(key);
    if (known !== undefined) return known;
    frames.set(key, listed.length);
    return listed.push(frame) - 1;
  };
  const list = (among: ReadonlyMap<string, Node>, caller: number): void => {
    let rest = 0;
    for (const node of among.values()) {
      const total = totals.get(node) ?? 0;
      if (total < atLeast) {
        rest += total;
        continue;
      }
      const index = nodes.push([caller, indexOf(node.frame), node.samples]) - 1;
      list(node.callees, index);
    }
    if (rest > 0) nodes.push([caller, indexOf(REST), rest]);
  };
  list(roots, -1);
  return { frames: listed, nodes };
};
