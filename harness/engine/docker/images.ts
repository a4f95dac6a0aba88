import { createHash } from 'node:crypto';
import type { ImageRecipe } from '../../../targets/target.ts';
import { EngineError, type ImageIndex } from '../engine.ts';
import { askedFor } from './api.ts';
import { baseImage } from './base.ts';
import { buildImage } from './build.ts';
import type { Connection } from './connect.ts';
import { together } from './together.ts';

type Context = Readonly<Record<string, Uint8Array>>;
type Image = ImageIndex[string];

/**
 * Finds or builds the image of each recipe, each after the one that it builds on.
 *
 * @throws {EngineError} with the last lines of the build that failed.
 * @throws the signal's reason where that is aborted.
 */
export const prepareImages = async (
  connection: Connection,
  recipes: readonly ImageRecipe[],
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<ImageIndex> => {
  const base = await baseImage(connection, progress, signal);
  const images = new Map<string, Promise<Image>>();
  for (const recipe of inOrder(recipes)) {
    const from = (recipe.from === undefined ? null : images.get(recipe.from)) ?? base;
    images.set(recipe.name, prepareImage(connection, recipe, from, progress, signal));
  }
  return Object.fromEntries(
    await together([...images].map(async ([name, image]) => [name, await image] as const)),
  );
};

/**
 * Pure: recipes so that each follows the one it builds on.
 * @throws {EngineError} where one builds on itself or on nothing known.
 */
export const inOrder = (recipes: readonly ImageRecipe[]): readonly ImageRecipe[] => {
  const ordered: ImageRecipe[] = [];
  let waiting = [...recipes];
  while (waiting.length > 0) {
    const ready = waiting.filter(
      ({ from }) => from === undefined || ordered.some(({ name }) => name === from),
    );
    if (ready.length === 0) {
      const names = waiting.map(({ name, from }) => `${name} (on ${from})`).join(', ');
      throw new EngineError(
        `Images build on each other in a circle, or on an unknown one: ${names}`,
      );
    }
    ordered.push(...ready);
    waiting = waiting.filter((recipe) => !ready.includes(recipe));
  }
  return ordered;
};

/**
 * Pure: the hash of all that decides an image's content.
 * @param contents what the context holds, or the fingerprint that stands for it.
 */
export const hashOf = (
  recipe: ImageRecipe,
  fromHash: string,
  contents: Context | string,
): string => {
  const hash = createHash('sha256');
  const add = (name: string, content: string | Uint8Array) =>
    hash.update(`${name} ${content.length}\n`).update(content).update('\n');
  add('from', fromHash);
  add('dockerfile', recipe.dockerfile);
  if (typeof contents === 'string') add('fingerprint', contents);
  else for (const path of Object.keys(contents).sort()) add(path, contents[path] ?? '');
  return hash.digest('hex').slice(0, 12);
};

const prepareImage = async (
  { docker, architecture }: Connection,
  recipe: ImageRecipe,
  foundation: Image | Promise<Image>,
  progress: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<Image> => {
  const from = await foundation;
  signal?.throwIfAborted();
  const known = await told<Context | string>(recipe, () =>
    (recipe.fingerprint ?? recipe.context)(architecture),
  );
  const hash = hashOf(recipe, from.hash, known);
  const reference = `plateau/${recipe.name}:${hash}`;
  const present = await askedFor(`look at ${reference}`, docker.getImage(reference).inspect());
  if (present === null) {
    progress(`image ${recipe.name}: building`);
    const context =
      typeof known === 'string' ? await told(recipe, () => recipe.context(architecture)) : known;
    const dockerfile = `FROM ${from.reference}\n${recipe.dockerfile}\n`;
    await buildImage(docker, {
      name: recipe.name,
      reference,
      dockerfile,
      context,
      progress,
      signal,
    });
  }
  return { reference, hash };
};

const told = async <T>({ name }: ImageRecipe, tell: () => T | Promise<T>): Promise<T> => {
  try {
    return await tell();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError(`What the image ${name} is made of is not to be had: ${reason}`, {
      cause,
    });
  }
};
