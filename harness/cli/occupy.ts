import { setTimeout as delay } from 'node:timers/promises';
import { EngineBusyError, type Engine } from '../engine/engine.ts';

/** Whose turn it is on an engine, and whether to wait for it. */
export interface Turn {
  readonly run: string;
  readonly wait: boolean;
  readonly signal: AbortSignal;
  /** Told once, where the run has to wait. */
  readonly say: (line: string) => void;
}

const LOOK_EVERY_MS = 2_000;

/** Takes the engine, at once or when it is free. @throws {EngineBusyError} where another has it. */
export const occupy = async (
  engine: Engine,
  { run, wait, signal, say }: Turn,
): Promise<AsyncDisposable> => {
  for (let told = false; ; told = true) {
    try {
      return await engine.occupy(run);
    } catch (error) {
      if (!wait || !(error instanceof EngineBusyError)) throw error;
      if (!told) say(`${error.message}\nwaiting for it`);
    }
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
};
