import type Docker from 'dockerode';
import { EngineError } from '../engine.ts';
import { asked } from './api.ts';
import { archiveOf } from './archive.ts';
import { TOOL, TOOL_LABEL } from './labels.ts';
import { readProgress } from './progress.ts';

/** A package mirror that is slow to answer says nothing for minutes. */
const BUILD_SILENCE_MS = 300_000;
const LINES_TOLD = 25;

export interface ImageBuild {
  readonly name: string;
  readonly reference: string;
  readonly dockerfile: string;
  /** Path in the context → content. */
  readonly context: Readonly<Record<string, Uint8Array>>;
  readonly progress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Builds with the classic builder, which every engine has. @throws {EngineError} */
export const buildImage = async (
  docker: Docker,
  { name, reference, dockerfile, context, progress, signal }: ImageBuild,
): Promise<void> => {
  const what = `build the image ${name}`;
  const answer = docker.buildImage(archiveOf({ ...context, Dockerfile: dockerfile }), {
    t: reference,
    labels: { [TOOL_LABEL]: TOOL },
    rm: true,
    forcerm: true,
  });
  const lines: string[] = [];
  await readProgress(await asked(what, answer, BUILD_SILENCE_MS), {
    what,
    silenceMs: BUILD_SILENCE_MS,
    ...(signal ? { signal } : {}),
    each: ({ stream, error }) => {
      if (error !== undefined) {
        const told = lines.slice(-LINES_TOLD).join('\n');
        throw new EngineError(`Docker could not ${what}: ${error}\nIts last lines:\n${told}`);
      }
      for (const line of (stream ?? '').split('\n').filter((text) => text.trim() !== '')) {
        lines.push(line);
        if (/^Step \d+\/\d+/.test(line)) progress(`image ${name}: ${line}`);
      }
    },
  });
};
