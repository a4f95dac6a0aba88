import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Channel, framesOf } from './frames.ts';

const framed = (channel: Channel, body: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = channel === 'stderr' ? 2 : 1;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
};

const joined = async (chunks: readonly Buffer[]): Promise<Record<string, string>> => {
  const texts = { stdout: '', stderr: '' };
  for await (const { channel, text } of framesOf(chunks)) texts[channel] += text;
  return texts;
};

describe('frames', () => {
  it('come out the same however the stream is cut', async () => {
    const frames = fc.array(
      fc.record({
        channel: fc.constantFrom('stdout' as const, 'stderr' as const),
        text: fc.string({ unit: 'grapheme' }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(frames, fc.integer({ min: 1, max: 20 }), async (sent, size) => {
        const bytes = Buffer.concat(
          sent.map(({ channel, text }) => framed(channel, Buffer.from(text))),
        );
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const of = (channel: string) =>
          sent
            .filter((frame) => frame.channel === channel)
            .map(({ text }) => text)
            .join('');
        expect(await joined(chunks)).toEqual({ stdout: of('stdout'), stderr: of('stderr') });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('keep a character whole that a container wrote in two pieces', async () => {
    const bytes = Buffer.from('é');
    const { stdout } = await joined([
      framed('stdout', bytes.subarray(0, 1)),
      framed('stdout', bytes.subarray(1)),
    ]);
    expect(stdout).toBe('é');
  });
});
