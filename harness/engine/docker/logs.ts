import type { Container } from 'dockerode';
import { asked } from './api.ts';
import { framesOf } from './frames.ts';

/** @returns the last lines of what the container wrote, both channels. */
export const lastLines = async (
  container: Container,
  name: string,
  lines: number,
): Promise<string> => {
  const log = await asked(
    `read the log of ${name}`,
    container.logs({ follow: false, stdout: true, stderr: true, tail: lines }),
  );
  let text = '';
  for await (const frame of framesOf([log])) text += frame.text;
  return text;
};

/** Follows the container's log from its start until it holds the text, or the log ends. */
export const logHolds = async (
  container: Container,
  name: string,
  text: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const log = await asked(
    `follow the log of ${name}`,
    container.logs({ follow: true, stdout: true, stderr: true, abortSignal: signal }),
  );
  const tails = { stdout: '', stderr: '' };
  for await (const { channel, text: piece } of framesOf(log as AsyncIterable<Uint8Array>)) {
    const seen = tails[channel] + piece;
    if (seen.includes(text)) return true;
    tails[channel] = seen.slice(-text.length);
  }
  return false;
};
