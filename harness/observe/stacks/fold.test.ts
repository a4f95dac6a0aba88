import { describe, expect, it } from 'vitest';
import type { CpuProfile } from '../../../targets/target.ts';
import { folded, parseCpuProfile } from './fold.ts';
import { REST } from '../../model/kneeProfile.ts';
import { merged, stackTrie } from './trie.ts';

const at = (functionName: string, url = '', lineNumber = -1) => ({
  functionName,
  url,
  lineNumber,
  columnNumber: 4,
});

/** As V8 writes it: two calls of `reserve` from different places, and time in which nothing was done. */
const PROFILE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: at('(root)'), children: [2, 3, 4] },
    { id: 2, callFrame: at('(idle)'), hitCount: 900 },
    { id: 3, callFrame: at('onData', 'node:net', 9), hitCount: 1, children: [5] },
    { id: 4, callFrame: at('(garbage collector)'), hitCount: 7 },
    { id: 5, callFrame: at('', 'file:///app/shop.mjs', 99), hitCount: 2, children: [6] },
    { id: 6, callFrame: at('reserve', 'file:///app/shop.mjs', 199), hitCount: 5 },
  ],
};

const locate = (url: string, line: number) =>
  url.startsWith('file:') ? { module: `from-line-${line}.ts`, line: 3 } : null;

const linesOf = (tree: ReturnType<typeof folded>): readonly string[] => {
  const stacks: string[] = [];
  return tree.nodes.flatMap(([caller, frame, samples]) => {
    const stack = [stacks[caller], tree.frames[frame]?.name].filter((part) => part).join(';');
    stacks.push(stack);
    return samples > 0 ? `${stack} ${samples}` : [];
  });
};

describe('a CPU profile, folded', () => {
  it('has every stack with its samples, and not the time in which nothing was done', () => {
    expect(linesOf(folded(PROFILE, locate)).toSorted()).toEqual([
      '(garbage collector) 7',
      'onData 1',
      'onData;(anonymous) 2',
      'onData;(anonymous);reserve 5',
    ]);
  });

  it('names the module that a function was written in', () => {
    expect(folded(PROFILE, locate).frames).toEqual(
      expect.arrayContaining([
        { name: 'onData', module: 'node:net', line: 10 },
        { name: 'reserve', module: 'from-line-199.ts', line: 3 },
        { name: '(garbage collector)', module: null, line: null },
      ]),
    );
  });

  it('is told from what is no profile', () => {
    expect(parseCpuProfile(JSON.stringify(PROFILE))).toEqual(PROFILE);
    expect(() => parseCpuProfile('{"nodes":[]}')).toThrow('no CPU profile');
    expect(() => parseCpuProfile('{"error":{}}')).toThrow('no CPU profile');
  });
});

describe('profiles of several processes', () => {
  it('add up where their stacks are alike', () => {
    const tree = folded(PROFILE, locate);
    expect(linesOf(merged([tree, tree]))).toEqual(
      linesOf(tree).map((line) => line.replace(/\d+$/, (samples) => String(2 * Number(samples)))),
    );
  });
});

describe('a trie that has grown too large', () => {
  const frame = (name: string) => ({ name, module: 'a.ts', line: 1 });

  it('keeps the stacks with most samples and loses none', () => {
    const trie = stackTrie();
    for (let index = 1; index <= 50; index += 1)
      trie.add([frame('main'), frame(`f${index}`)], index);
    const tree = trie.tree(10);
    expect(tree.nodes.reduce((sum, [, , samples]) => sum + samples, 0)).toBe(1275);
    expect(tree.nodes.length).toBeLessThanOrEqual(11);
    expect(linesOf(tree)).toContain('main;f50 50');
    expect(tree.frames).toContainEqual(REST);
  });
});
