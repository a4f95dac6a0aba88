import { encodeHistogram } from '../model/histogram.ts';
import {
  NEVER_SENT,
  type LoadBins,
  type LoadCounts,
  type Outcome,
  type RouteLoad,
} from '../model/load.ts';
import { BatchedHistogram } from './batchedHistogram.ts';

/** The measured window, in ms from the start of the drive. */
export interface Window {
  readonly startMs: number;
  readonly endMs: number;
}

/** One request that was due, to its end. All times in ms from the start of the drive. */
export interface Ended {
  readonly route: string;
  readonly outcome: Outcome;
  /** Null where nothing was due: in the closed model nobody waits for a connection that can't be made. */
  readonly dueMs: number | null;
  /** Null where no connection ever took it. */
  readonly sentMs: number | null;
  readonly endMs: number;
  readonly hops: number;
}

const BIN_MS = 100;

interface Series {
  readonly route: string;
  readonly outcome: Outcome;
  readonly response: BatchedHistogram;
  readonly service: BatchedHistogram;
  count: number;
  hops: number;
}

const micros = (ms: number): number => Math.round(ms * 1_000);

/**
 * Latency belongs to a request, throughput to a moment. So a request is in `routes` where it was
 * *due* in the window, however late it ended: one that hangs beyond the window's end is not left
 * out, and n requests due give n samples. A completion is in `bins` where it *ended* in the window.
 * `counts` has the whole drive.
 */
export class Recorder {
  readonly #window: Window;
  readonly #series = new Map<string, Partial<Record<Outcome, Series>>>();
  readonly #counts = { ok: 0, error: 0, timeout: 0, lost: 0 };
  readonly #tallies: Record<string, number> = {};
  readonly #sendLag = new BatchedHistogram();
  readonly #binCompleted: number[];
  readonly #binMedians: (number | null)[];
  readonly #bin = new BatchedHistogram();
  #binIndex = 0;
  #sent = 0;
  #underWayMs = 0;

  constructor(window: Window) {
    this.#window = window;
    const bins = Math.floor((window.endMs - window.startMs) / BIN_MS);
    this.#binCompleted = Array.from({ length: bins }, () => 0);
    this.#binMedians = Array.from({ length: bins }, () => null);
  }

  sent(): void {
    this.#sent += 1;
  }

  /** @param ms since the request was due and a connection free. */
  sendLag(dueMs: number, ms: number): void {
    if (this.#inWindow(dueMs)) this.#sendLag.record(micros(ms));
  }

  tally(name: string): void {
    this.#tallies[name] = (this.#tallies[name] ?? 0) + 1;
  }

  ended({ route, outcome, dueMs, sentMs, endMs, hops }: Ended): void {
    this.#counts[outcome] += 1;
    if (sentMs !== null) this.#concurrent(sentMs, endMs);
    // A request may leave a little early (see openPacing); that must not shorten its latency.
    const fromMs = sentMs === null || dueMs === null ? dueMs : Math.min(dueMs, sentMs);
    const responseMicros = fromMs === null ? null : micros(endMs - fromMs);
    if (outcome === 'ok' && responseMicros !== null) this.#binned(endMs, responseMicros);
    if (!this.#inWindow(dueMs ?? endMs)) return;
    const series = this.#seriesOf(route, outcome);
    series.count += 1;
    series.hops += hops;
    if (responseMicros !== null) series.response.record(responseMicros);
    if (sentMs !== null) series.service.record(micros(endMs - sentMs));
  }

  /** No connection took a request. @param dueMs null where none was due: it is counted, and has no latency */
  neverSent(outcome: 'timeout' | 'lost', dueMs: number | null, endMs: number): void {
    this.sent();
    this.ended({ route: NEVER_SENT, outcome, dueMs, sentMs: null, endMs, hops: 0 });
  }

  routes(): readonly RouteLoad[] {
    return [...this.#series.values()]
      .flatMap((byOutcome) => Object.values(byOutcome))
      .map(({ route, outcome, count, hops, response, service }) => ({
        route,
        outcome,
        count,
        responseMicros: encodeHistogram(response.histogram()),
        serviceMicros: encodeHistogram(service.histogram()),
        hops,
      }));
  }

  counts(): LoadCounts {
    const { ok, error, timeout, lost } = this.#counts;
    return { sent: this.#sent, completed: ok, errors: error, timeouts: timeout, lost };
  }

  bins(): LoadBins {
    this.#closeBin();
    return { binMs: BIN_MS, completed: this.#binCompleted, medianMicros: this.#binMedians };
  }

  sendLagMicros(): string {
    return encodeHistogram(this.#sendLag.histogram());
  }

  /** Requests on a connection, averaged over the window: each adds its time within it. */
  meanConcurrency(): number {
    return this.#underWayMs / (this.#window.endMs - this.#window.startMs);
  }

  tallies(): Readonly<Record<string, number>> {
    return this.#tallies;
  }

  #inWindow(ms: number): boolean {
    return ms >= this.#window.startMs && ms < this.#window.endMs;
  }

  #concurrent(fromMs: number, toMs: number): void {
    const from = Math.max(fromMs, this.#window.startMs);
    const to = Math.min(toMs, this.#window.endMs);
    if (to > from) this.#underWayMs += to - from;
  }

  #binned(endMs: number, responseMicros: number): void {
    const index = Math.floor((endMs - this.#window.startMs) / BIN_MS);
    if (index < 0 || index >= this.#binCompleted.length) return;
    if (index > this.#binIndex) {
      this.#closeBin();
      this.#binIndex = index;
    }
    this.#binCompleted[index] = (this.#binCompleted[index] ?? 0) + 1;
    this.#bin.record(responseMicros);
  }

  /** Requests end in order of time, so one histogram serves all slices in turn. */
  #closeBin(): void {
    const bin = this.#bin.histogram();
    if (bin.totalCount === 0) return;
    this.#binMedians[this.#binIndex] = bin.getValueAtPercentile(50);
    bin.reset();
  }

  #seriesOf(route: string, outcome: Outcome): Series {
    let byOutcome = this.#series.get(route);
    if (!byOutcome) this.#series.set(route, (byOutcome = {}));
    return (byOutcome[outcome] ??= {
      route,
      outcome,
      response: new BatchedHistogram(),
      service: new BatchedHistogram(),
      count: 0,
      hops: 0,
    });
  }
}
