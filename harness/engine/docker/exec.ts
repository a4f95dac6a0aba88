import type { Container } from 'dockerode';
import { EngineError } from '../engine.ts';
import { asked } from './api.ts';
import { framesOf } from './frames.ts';

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Docker offers no way to stop a command; one that takes longer is given up and dies with its container. */
const EXEC_WITHIN_MS = 300_000;

/** Runs a command in a running container, as the container's user. @throws {EngineError} */
export const exec = async (
  container: Container,
  name: string,
  command: readonly string[],
): Promise<ExecResult> => {
  const what = `run ${command[0]} in ${name}`;
  const prepared = await asked(
    what,
    container.exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true }),
  );
  const stream = await asked(what, prepared.start({ hijack: false, stdin: false }));
  const written = { stdout: '', stderr: '' };
  const read = async () => {
    for await (const { channel, text } of framesOf(stream)) written[channel] += text;
  };
  await asked(what, read(), EXEC_WITHIN_MS).finally(() => stream.destroy());
  const { ExitCode } = await asked(what, prepared.inspect());
  if (ExitCode === null) throw new EngineError(`Docker could not ${what}: it was cut off.`);
  return { exitCode: ExitCode, ...written };
};
