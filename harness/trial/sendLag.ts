import { decodeHistogram } from '../model/histogram.ts';
import type { Invalidity, Sample, ValidityRule } from '../model/trial.ts';

/** A request may be written this late, and a hundredth of the SLO later, though a connection was free. */
const ALLOWED_MS = 1;
const ALLOWED_SHARE_OF_SLO = 0.01;
/** In one case of a hundred it may be later. */
const WITHIN_PERCENTILE = 99;

/**
 * An open model whose generator wrote its requests late measured itself. What waited because no
 * connection was free waited for the system: that is latency, and no rule speaks of it.
 */
export const sentLate = (
  { load }: Sample,
  sloP99Ms: number,
): readonly Invalidity<ValidityRule>[] => {
  if (load.model.kind === 'closed') return [];
  const lagMs =
    decodeHistogram(load.generator.sendLagMicros).getValueAtPercentile(WITHIN_PERCENTILE) / 1_000;
  const allowedMs = ALLOWED_MS + ALLOWED_SHARE_OF_SLO * sloP99Ms;
  return lagMs <= allowedMs
    ? []
    : [
        {
          rule: 'generator-late',
          detail: `one request in a hundred was written ${lagMs.toFixed(1)} ms or more after it was due, though a connection was free; ${allowedMs.toFixed(1)} ms are allowed`,
        },
      ];
};
