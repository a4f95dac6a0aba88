import { createHistogram, type Histogram } from '../model/histogram.ts';

const BATCH = 256;

/**
 * A histogram that sorts its values in by the batch. A value touches a dozen places in memory to be
 * sorted in, which a process that slept since the last one has to fetch anew; to be noted, one.
 */
export class BatchedHistogram {
  readonly #histogram = createHistogram();
  readonly #noted = new Float64Array(BATCH);
  #count = 0;

  record(value: number): void {
    this.#noted[this.#count] = value;
    this.#count += 1;
    if (this.#count === BATCH) this.#sortIn();
  }

  /** With every value so far. */
  histogram(): Histogram {
    this.#sortIn();
    return this.#histogram;
  }

  #sortIn(): void {
    for (let index = 0; index < this.#count; index += 1)
      this.#histogram.recordValue(this.#noted[index] as number);
    this.#count = 0;
  }
}
