import type { Entry, Fingerprint, Night } from './night.ts';

/** Nights that tonight is held against: two weeks tell a machine's noise, and its drift stays small. */
const BASELINE_NIGHTS = 14;
/** With fewer the spread between nights is not known. */
export const FEWEST_NIGHTS = 7;

/** Comparable nights, the newest first. */
export interface Baseline {
  /**
   * Nights between two accepted changes share a level; the first segment is the current one.
   * Shape [segments][nights]; no segment is empty.
   */
  readonly segments: readonly (readonly Night[])[];
  readonly nights: number;
}

export const sameFingerprint = (a: Fingerprint, b: Fingerprint): boolean =>
  fingerprintDifferences(a, b).length === 0;

/** @returns `kernel: 6.1 → 6.6` for each difference. */
export const fingerprintDifferences = (from: Fingerprint, to: Fingerprint): readonly string[] =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((name) => from[name] !== to[name])
    .map((name) => `${name}: ${from[name] ?? 'not recorded'} → ${to[name] ?? 'not recorded'}`);

/**
 * The last accepted nights of one fingerprint. Nights that regressed or were invalid are left out, unless
 * someone accepted them. A suspected one counts once a later night has let the suspicion go: without
 * those, the nights that are left would differ less than the machine makes them.
 * @param newestFirst the history; read no further than needed
 */
export const baselineOf = (newestFirst: Iterable<Entry>, fingerprint: Fingerprint): Baseline => {
  const accepted = new Set<string>();
  const segments: Night[][] = [[]];
  let nights = 0;
  let letGo = false;
  for (const entry of newestFirst) {
    if (nights === BASELINE_NIGHTS) break;
    if (entry.kind === 'acceptance') {
      accepted.add(entry.night);
      continue;
    }
    const { status } = entry.decision;
    if (status === 'invalid' || !sameFingerprint(entry.fingerprint, fingerprint)) continue;
    const wanted = accepted.has(entry.id);
    if (status !== 'suspected') letGo = status !== 'regressed' || wanted;
    if (!wanted && !letGo) continue;
    segments.at(-1)?.push(entry);
    nights += 1;
    if (wanted) segments.push([]);
  }
  return { segments: segments.filter((segment) => segment.length > 0), nights };
};
