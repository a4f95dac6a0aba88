import { inflateSync } from 'node:zlib';

/**
 * A recorded histogram as its occupied buckets alone. A run holds tens of thousands of them, and merged
 * as whole HdrHistograms 1,000 trials of 15 routes took 8 s of CPU, where this takes 3.
 */
export interface ValueCounts {
  readonly total: number;
  /** Bucket numbers of an HdrHistogram, ascending, with the count of each. */
  readonly buckets: Uint32Array;
  readonly counts: Float64Array;
}

/** HdrHistogram's V2 format: https://github.com/HdrHistogram/HdrHistogram, `AbstractHistogram.java`. */
const COMPRESSED_COOKIE = 0x1c849304;
const COOKIE = 0x1c849303;
const WORD_SIZE_BITS = 0xf0;
const COMPRESSED_HEADER_BYTES = 8;
const HEADER_BYTES = 40;
/** What `createHistogram` records with: 3 digits, so 2,048 buckets to each doubling, and 1 µs as the least. */
const DIGITS = 3;
const HALF_BUCKETS = 1024;
const HALF_BUCKET_BITS = 10;

const payloadOf = (base64: string): Buffer => {
  const compressed = Buffer.from(base64, 'base64');
  if (
    compressed.length < COMPRESSED_HEADER_BYTES ||
    (compressed.readInt32BE(0) & ~WORD_SIZE_BITS) !== COMPRESSED_COOKIE
  ) {
    throw new RangeError('not a compressed HdrHistogram of version 2');
  }
  const data = inflateSync(compressed.subarray(COMPRESSED_HEADER_BYTES));
  const digits = data.readInt32BE(12);
  const lowest = data.readBigInt64BE(16);
  if ((data.readInt32BE(0) & ~WORD_SIZE_BITS) !== COOKIE || digits !== DIGITS || lowest > 1n) {
    throw new RangeError(
      `a histogram of ${digits} digits from ${lowest} up; ${DIGITS} digits from 1 up are read`,
    );
  }
  return data.subarray(HEADER_BYTES, HEADER_BYTES + data.readInt32BE(4));
};

/**
 * Counts stand as ZigZag LEB128 words; a negative one is a run of that many empty buckets.
 * @param base64 as `encodeHistogram` writes it @throws {RangeError} where it is none
 */
export const decodeCounts = (base64: string): ValueCounts => {
  const payload = payloadOf(base64);
  const buckets: number[] = [];
  const counts: number[] = [];
  let total = 0;
  let bucket = 0;
  let position = 0;
  while (position < payload.length) {
    let word = 0;
    let place = 1;
    let byte = 0;
    do {
      byte = payload[position++] ?? 0;
      word += (byte & 0x7f) * place;
      place *= 128;
    } while (byte >= 0x80);
    const value = word % 2 === 0 ? word / 2 : -(word + 1) / 2;
    if (value < 0) {
      bucket -= value;
    } else {
      if (value > 0) {
        buckets.push(bucket);
        counts.push(value);
        total += value;
      }
      bucket += 1;
    }
  }
  return { total, buckets: Uint32Array.from(buckets), counts: Float64Array.from(counts) };
};

/** Histograms merge without loss, percentiles don't. */
export const mergeCounts = (parts: readonly ValueCounts[]): ValueCounts => {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const end = parts.reduce((most, { buckets }) => Math.max(most, (buckets.at(-1) ?? -1) + 1), 0);
  const dense = new Float64Array(end);
  let total = 0;
  for (const part of parts) {
    total += part.total;
    for (let i = 0; i < part.buckets.length; i++) {
      const bucket = part.buckets[i] as number;
      dense[bucket] = (dense[bucket] as number) + (part.counts[i] as number);
    }
  }
  const occupied: number[] = [];
  for (let bucket = 0; bucket < end; bucket++) {
    if ((dense[bucket] as number) > 0) occupied.push(bucket);
  }
  return {
    total,
    buckets: Uint32Array.from(occupied),
    counts: Float64Array.from(occupied, (bucket) => dense[bucket] as number),
  };
};

/** The highest value that falls into a bucket. */
const highestIn = (bucket: number): number => {
  const doubling = Math.max(0, (bucket >> HALF_BUCKET_BITS) - 1);
  const position = bucket - doubling * HALF_BUCKETS;
  return (position + 1) * 2 ** doubling - 1;
};

/** The value that a share of all lie at or under, as HdrHistogram has it; 0 of an empty one. @param quantile 0 to 1 */
export const valueAtQuantile = (
  { total, buckets, counts }: ValueCounts,
  quantile: number,
): number => {
  // 0.999 · 1000 is a little more than 999 in floating point, and must not ask for the thousandth.
  const needed = Math.max(1, Math.ceil(quantile * total * (1 - Number.EPSILON)));
  let seen = 0;
  for (let i = 0; i < buckets.length; i++) {
    seen += counts[i] as number;
    if (seen >= needed) return highestIn(buckets[i] as number);
  }
  return 0;
};
