import { StringDecoder } from 'node:string_decoder';

export type Channel = 'stdout' | 'stderr';

/** A piece of what a container wrote. */
export interface Frame {
  readonly channel: Channel;
  readonly text: string;
}

/** Docker's multiplexed stream: a frame is its channel (1 byte), 3 bytes of nothing, its length (4 bytes), its bytes. */
const HEADER_BYTES = 8;

/** Takes Docker's answer apart as it comes; frames and characters may be cut anywhere. */
export async function* framesOf(
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array>,
): AsyncGenerator<Frame> {
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, Buffer.from(chunk as Uint8Array)]);
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(4);
      if (rest.length < end) break;
      const channel: Channel = rest[0] === 2 ? 'stderr' : 'stdout';
      yield { channel, text: decoders[channel].write(rest.subarray(HEADER_BYTES, end)) };
      rest = rest.subarray(end);
    }
  }
}
