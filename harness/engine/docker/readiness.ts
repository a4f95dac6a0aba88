import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from 'dockerode';
import type { ContainerPlan, Readiness } from '../../model/plan.ts';
import { EngineError } from '../engine.ts';
import { asked } from './api.ts';
import { exec } from './exec.ts';
import { lastLines, logHolds } from './logs.ts';

/** A started container, and how long it may take. */
export interface Awaited {
  readonly container: Container;
  readonly plan: ContainerPlan;
  /** Where its published port is reached from here; null where it publishes none. */
  readonly url: string | null;
  readonly withinMs: number;
  /** Takes secrets out of what the container wrote. */
  readonly redact: (text: string) => string;
  readonly signal: AbortSignal;
}

const RETRY_AFTER_MS = 50;
const HTTP_ANSWER_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 1000;
const LINES_TOLD = 20;

/**
 * Waits until the container serves, as its plan defines that.
 *
 * @throws {EngineError} where the time is up, or at once where the container ends.
 * @throws the signal's reason where that is aborted.
 */
export const untilReady = async (awaited: Awaited): Promise<void> => {
  const { container, plan, withinMs, redact, signal } = awaited;
  const told = async (happened: string) => {
    const lines = await lastLines(container, plan.name, LINES_TOLD).catch(() => '');
    return new EngineError(
      `${plan.name} ${happened} while awaiting ${wordsFor(plan.ready)}. ` +
        (lines.trim() === '' ? 'It wrote nothing.' : `Its last lines:\n${redact(lines.trim())}`),
    );
  };
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([
      serves(awaited, stop),
      ended(container, plan.name, stop).then(async (code) =>
        Promise.reject(await told(`ended with code ${code}`)),
      ),
      delay(withinMs, undefined, { signal: stop }).then(async () =>
        Promise.reject(await told(`was not ready after ${withinMs / 1000} s`)),
      ),
    ]);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EngineError) throw error;
    throw new EngineError(
      `Docker lost sight of ${plan.name} while awaiting ${wordsFor(plan.ready)}; did it restart?`,
      { cause: error },
    );
  } finally {
    over.abort();
  }
};

const never = (): Promise<never> => new Promise(() => {});

/** @returns the exit code. Docker's word of it may be dropped on the way: it is looked after, too. */
const ended = async (container: Container, name: string, stop: AbortSignal): Promise<number> => {
  const told = container
    .wait({ condition: 'not-running', abortSignal: stop })
    .then(({ StatusCode }: { StatusCode: number }) => StatusCode, never);
  for (;;) {
    const code = await Promise.race([told, delay(LOOK_EVERY_MS, null, { signal: stop })]);
    if (code !== null) return code;
    const { State } = await asked(`inspect ${name}`, container.inspect());
    if (!State.Running) return State.ExitCode;
  }
};

const wordsFor = (ready: Readiness): string => {
  switch (ready.kind) {
    case 'log':
      return `"${ready.text}" in its log`;
    case 'exec':
      return `success of ${ready.command.join(' ')}`;
    case 'http':
      return `an answer to GET ${ready.path}`;
  }
};

const serves = async ({ container, plan, url }: Awaited, stop: AbortSignal): Promise<void> => {
  const { ready } = plan;
  if (ready.kind === 'log') {
    // A log that ends belongs to a container that ends, which is told elsewhere, or the stream was dropped.
    const said = () => logHolds(container, plan.name, ready.text, stop);
    while (!(await succeeded(said))) await delay(RETRY_AFTER_MS, undefined, { signal: stop });
    return;
  }
  const tried =
    ready.kind === 'exec'
      ? async () => (await exec(container, plan.name, ready.command)).exitCode === 0
      : () => answers(plan.name, url, ready.path, stop);
  while (!(await succeeded(tried))) await delay(RETRY_AFTER_MS, undefined, { signal: stop });
};

/** An attempt that fails in any way is one that did not succeed yet. */
const succeeded = async (attempt: () => Promise<boolean>): Promise<boolean> => {
  try {
    return await attempt();
  } catch {
    return false;
  }
};

const answers = async (
  name: string,
  url: string | null,
  path: string,
  stop: AbortSignal,
): Promise<boolean> => {
  if (url === null) throw new EngineError(`${name} is to answer HTTP and publishes no port.`);
  const signal = AbortSignal.any([stop, AbortSignal.timeout(HTTP_ANSWER_WITHIN_MS)]);
  const response = await fetch(new URL(path, url), { signal });
  await response.arrayBuffer();
  return response.ok;
};
