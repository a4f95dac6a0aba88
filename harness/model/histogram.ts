import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';

export type { Histogram } from 'hdr-histogram-js';

/** Three significant digits: 0.1 % of any value, from 1 µs up. */
export const createHistogram = (): Histogram =>
  build({ numberOfSignificantValueDigits: 3, bitBucketSize: 32, autoResize: true });

/** HdrHistogram V2, compressed, base64: what `RouteLoad` carries. */
export const encodeHistogram = (histogram: Histogram): string =>
  encodeIntoCompressedBase64(histogram);

/** @throws where the text is no such histogram. */
export const decodeHistogram = (base64: string): Histogram =>
  decodeFromCompressedBase64(base64, 32);

/** Histograms merge without loss, percentiles don't. @returns a new histogram. */
export const mergeHistograms = (histograms: readonly Histogram[]): Histogram => {
  const merged = createHistogram();
  for (const histogram of histograms) merged.add(histogram);
  return merged;
};
