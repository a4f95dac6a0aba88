import type { Readable } from 'node:stream';
import { EngineError } from '../engine.ts';

/** A line of Docker's answer to a build, pull or import. */
export interface ProgressEvent {
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
}

/**
 * Reads Docker's progress to its end.
 *
 * @param options.each may throw to stop.
 * @throws {EngineError} where Docker says nothing for `silenceMs`.
 * @throws the signal's reason where that is aborted: Docker stops what it builds when nobody listens.
 */
export const readProgress = async (
  answer: NodeJS.ReadableStream,
  options: {
    readonly what: string;
    readonly silenceMs: number;
    readonly each: (event: ProgressEvent) => void;
    readonly signal?: AbortSignal;
  },
): Promise<void> => {
  const stream = answer as Readable;
  const silent = () =>
    stream.destroy(
      new EngineError(
        `Docker could not ${options.what}: it said nothing for ${options.silenceMs / 1000} s.`,
      ),
    );
  let timer = setTimeout(silent, options.silenceMs);
  const stop = () => stream.destroy(options.signal?.reason as Error);
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    options.signal?.throwIfAborted();
    for await (const line of linesOf(stream)) {
      clearTimeout(timer);
      timer = setTimeout(silent, options.silenceMs);
      if (line.trim() !== '') options.each(JSON.parse(line) as ProgressEvent);
    }
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
};

async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}
