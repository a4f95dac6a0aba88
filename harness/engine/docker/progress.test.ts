import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../engine.ts';
import { type ProgressEvent, readProgress } from './progress.ts';

const failing = ({ error }: ProgressEvent) => {
  throw new EngineError(error);
};

describe('readProgress', () => {
  it('reads an event a line, however they are cut', async () => {
    const events: ProgressEvent[] = [];
    const answer = Readable.from([
      Buffer.from('{"stream":"a"}\r\n{"str'),
      Buffer.from('eam":"b"}\r\n'),
    ]);
    await readProgress(answer, {
      what: 'build',
      silenceMs: 1000,
      each: (event) => events.push(event),
    });
    expect(events).toEqual([{ stream: 'a' }, { stream: 'b' }]);
  });

  it('stops where an event is a failure', async () => {
    const answer = Readable.from(['{"error":"no space"}\n']);
    await expect(
      readProgress(answer, { what: 'build', silenceMs: 1000, each: failing }),
    ).rejects.toThrow('no space');
    expect(answer.destroyed).toBe(true);
  });

  it('gives up on a daemon that says nothing', async () => {
    const silent = new Readable({ read: () => {} });
    const reading = readProgress(silent, { what: 'pull debian', silenceMs: 20, each: () => {} });
    await expect(reading).rejects.toThrow(/pull debian: it said nothing for 0.02 s/);
  });
});
