import { Readable } from 'node:stream';
import { pack } from 'tar-stream';

/**
 * A tar archive, streamed. Its files have no modes of their own: all may read and run them, none write.
 * @param files path in the archive → content.
 */
export const archiveOf = (files: Readonly<Record<string, Uint8Array | string>>): Readable => {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) {
    archive.entry({ name, mode: 0o555 }, Buffer.from(content));
  }
  archive.finalize();
  return Readable.from(archive);
};
