import { LineCounter, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import type { Experiment } from '../model/experiment.ts';
import { messageOf } from '../model/failure.ts';
import { growthFile, migrationFile } from './economics.ts';
import { nearest } from './nearest.ts';
import { PROFILES, type ProfileName } from './profiles.ts';
import { experimentFile, toExperiment } from './schema.ts';

/** Every mistake of an experiment file, one line each with its place. */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError';
}

type Path = readonly PropertyKey[];

/** Which cells there are is said whole: a profile's other topologies must not come along. */
const SWEEPS: ReadonlySet<string> = new Set(['topologies', 'offered.topologies', 'wallTest']);

/** What the file says, laid over its profile: objects merge key by key, all else replaces. */
const overlay = (base: unknown, over: unknown, path: Path = []): unknown => {
  const whole = SWEEPS.has(path.join('.'));
  if (whole || !isRecord(base) || !isRecord(over)) return over === undefined ? base : over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, overlay(base[key], over[key], [...path, key])]),
  );
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Mistake {
  readonly path: Path;
  /** Whether the key itself is wrong, or the value that stands at it. */
  readonly wrong: 'key' | 'value';
  readonly message: string;
}

/** Where a path stands in the file, or the nearest one above it that the file has. */
const offsetOf = (document: Document, { path, wrong }: Mistake): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      const node = wrong === 'value' && isScalar(pair?.value) ? pair.value : pair?.key;
      if (isNode(node) && node.range) return node.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
};

/** Every setting, those among them that no profile makes. */
const SETTINGS = {
  ...PROFILES.full,
  growth: growthFile.shape,
  migration: migrationFile.shape,
};

/** Keys that the schema knows at a path, for "did you mean". */
const knownKeys = (path: Path): readonly string[] => {
  let known: unknown = SETTINGS;
  for (const key of path) known = isRecord(known) ? known[String(key)] : undefined;
  return isRecord(known) ? Object.keys(known) : [];
};

const mistakesOf = (issue: z.core.$ZodIssue): readonly Mistake[] => {
  if (issue.code !== 'unrecognized_keys') {
    const where = issue.path.join('.');
    const message = where ? `\`${where}\` ${issue.message}` : issue.message;
    return [{ path: issue.path, wrong: 'value', message }];
  }
  return issue.keys.map((key) => {
    const meant = nearest(key, knownKeys(issue.path));
    const known = knownKeys(issue.path).join(', ');
    return {
      path: [...issue.path, key],
      wrong: 'key',
      message: `unknown key \`${key}\`: ${meant ? `did you mean \`${meant}\`?` : `known are ${known}`}`,
    };
  });
};

/** @throws {ExperimentError} where it refers to an anchor (`*name`) that it does not have, or to one far too often. */
const saidBy = (document: Document, at: (offset: number) => string): unknown => {
  try {
    return document.toJS() ?? {};
  } catch (cause) {
    let offset = 0;
    visit(document, {
      Alias: (_, alias) => {
        if (alias.resolve(document)) return undefined;
        offset = alias.range?.[0] ?? 0;
        return visit.BREAK;
      },
    });
    throw new ExperimentError(`${at(offset)}: ${messageOf(cause)}`, { cause });
  }
};

/**
 * Reads an experiment file (YAML) over a profile.
 * @throws {ExperimentError} with every mistake as `file:line:column: what is wrong`.
 */
export const readExperiment = (text: string, file: string, profile: ProfileName): Experiment => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0)
    throw new ExperimentError(
      document.errors
        .map((error) => `${at(error.pos[0])}: ${error.message.split('\n')[0] ?? ''}`)
        .join('\n'),
    );
  const said = saidBy(document, at);
  if (!isRecord(said))
    throw new ExperimentError(
      `${file}:1:1: an experiment is a map of settings, such as \`trials: 5\``,
    );
  const parsed = experimentFile.safeParse(overlay(PROFILES[profile], said));
  if (!parsed.success)
    throw new ExperimentError(
      parsed.error.issues
        .flatMap(mistakesOf)
        .map((mistake) => ({ ...mistake, offset: offsetOf(document, mistake) }))
        .sort((a, b) => a.offset - b.offset)
        .map(({ offset, message }) => `${at(offset)}: ${message}`)
        .join('\n'),
    );
  return toExperiment(parsed.data, profile);
};

/** @returns the profile's own experiment. */
export const profileExperiment = (profile: ProfileName): Experiment =>
  toExperiment(experimentFile.parse(PROFILES[profile]), profile);
