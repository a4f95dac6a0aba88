/** What a stream gives whose reader has gone: a closed pipe, a terminal that was closed. */
const READER_GONE: ReadonlySet<unknown> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

/**
 * A reader that goes away (`plateau list | head -1`, a closed terminal) ends nothing: what is written
 * for it is dropped, and a run of hours goes on. Its report is on the disk.
 */
export const dropWhatNobodyReads = (
  streams: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr],
): void => {
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!READER_GONE.has(error.code)) throw error;
    });
};

/** Ends when a reader has all that was written: a pipe takes 64 KiB at a time, and an exit drops the rest. */
export const allIsWritten = async (
  streams: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr],
): Promise<void> => {
  await Promise.all(
    streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))),
  );
};
