import { describe, expect, it } from 'vitest';
import type { ImageRecipe } from '../../../targets/target.ts';
import { EngineError } from '../engine.ts';
import { hashOf, inOrder } from './images.ts';

const recipe = (name: string, from?: string): ImageRecipe => ({
  name,
  dockerfile: `RUN ${name}`,
  ...(from === undefined ? {} : { from }),
  context: () => Promise.resolve({}),
});
const bytes = (text: string) => Buffer.from(text);

describe('inOrder', () => {
  it('puts each after the one it builds on', () => {
    const names = inOrder([recipe('c', 'b'), recipe('d'), recipe('b', 'a'), recipe('a')]);
    expect(names.map(({ name }) => name)).toEqual(['d', 'a', 'b', 'c']);
  });

  it('refuses a circle and an unknown base, and names them', () => {
    expect(() => inOrder([recipe('a', 'b'), recipe('b', 'a')])).toThrow(EngineError);
    expect(() => inOrder([recipe('a', 'nowhere')])).toThrow(/a \(on nowhere\)/);
  });
});

describe('hashOf', () => {
  const files = { 'one.js': bytes('1'), 'two.js': bytes('2') };
  const hash = hashOf(recipe('a'), 'base', files);

  it('is the same for the same inputs, in whatever order', () => {
    expect(hashOf(recipe('a'), 'base', { 'two.js': bytes('2'), 'one.js': bytes('1') })).toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{12}$/);
  });

  it.each([
    ['the base', hashOf(recipe('a'), 'another base', files)],
    ['the recipe', hashOf(recipe('b'), 'base', files)],
    ['a content', hashOf(recipe('a'), 'base', { ...files, 'two.js': bytes('3') })],
    ['a name', hashOf(recipe('a'), 'base', { 'one.js': bytes('1'), 'too.js': bytes('2') })],
    ['a further file', hashOf(recipe('a'), 'base', { ...files, 'three.js': bytes('') })],
    [
      'a cut between files',
      hashOf(recipe('a'), 'base', { 'one.js': bytes('12'), 'two.js': bytes('') }),
    ],
    ['a fingerprint in its stead', hashOf(recipe('a'), 'base', 'sha512-AA==')],
  ])('changes with %s', (_, other) => {
    expect(other).not.toBe(hash);
  });
});
