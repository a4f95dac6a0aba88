import type { CpuProfile } from '../../../targets/target.ts';
import type { Frame, StackTree } from '../../model/kneeProfile.ts';
import { stackTrie } from './trie.ts';

/** Where a place in a program is from: line and column from 0. */
export type Locate = (
  url: string,
  line: number,
  column: number,
) => { readonly module: string; readonly line: number } | null;

type CallFrame = CpuProfile['nodes'][number]['callFrame'];

/** V8's frames of no function: the tree's root, and the time in which the process waited for work. */
const ROOT = '(root)';
const IDLE = '(idle)';

const frameOf = (
  { functionName, url, lineNumber, columnNumber }: CallFrame,
  locate: Locate,
): Frame => {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return { name, module: null, line: null };
  const place = locate(url, lineNumber, columnNumber);
  return place ? { name, ...place } : { name, module: url, line: lineNumber + 1 };
};

/** @throws where the text is no CPU profile. */
export const parseCpuProfile = (text: string): CpuProfile => {
  const profile = JSON.parse(text) as Partial<CpuProfile>;
  if (Array.isArray(profile.nodes) && profile.nodes.length > 0 && 'callFrame' in profile.nodes[0])
    return profile as CpuProfile;
  throw new Error(`this is no CPU profile: ${text.slice(0, 200)}`);
};

/** Pure: one process's samples on the CPU, by the modules that its sources have. */
export const folded = (profile: CpuProfile, locate: Locate): StackTree => {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const trie = stackTrie();
  const [root] = profile.nodes;
  const rest: { readonly id: number; readonly stack: readonly Frame[] }[] = root
    ? [{ id: root.id, stack: [] }]
    : [];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const node = nodes.get(next.id);
    if (!node || node.callFrame.functionName === IDLE) continue;
    const stack =
      node.callFrame.functionName === ROOT
        ? next.stack
        : [...next.stack, frameOf(node.callFrame, locate)];
    if (node.hitCount) trie.add(stack, node.hitCount);
    for (const id of node.children ?? []) rest.push({ id, stack });
  }
  return trie.tree();
};
