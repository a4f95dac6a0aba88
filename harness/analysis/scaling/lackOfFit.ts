import { fUpperTail } from '../distribution.ts';
import type { Reason } from '../../model/reason.ts';
import { mean } from '../interval.ts';
import { type ScalingData, shareOff, throughputOfY } from './data.ts';
import type { LawFit } from './law.ts';

/**
 * No law holds to the last percent, and with many quiet trials a test would refuse a good one for that:
 * cells may be this share off the curve before it counts.
 */
const TOLERATED_SHARE = 0.02;

/** A refusal may be wrong in this share of tries. */
const REFUSED_BELOW_P = 0.01;

/** Without repeated trials noise can't be told from lack of fit; a law this far off describes nothing. */
const REFUSED_ABOVE_SHARE = 0.1;

export interface FitVerdict {
  /** P that noise alone puts the cells as far off; null without repeated trials. */
  readonly p: number | null;
  /** Null where the law may stand. */
  readonly refusal: Reason | null;
}

/** Root mean square distance of the cells from the curve, as a share of the throughput. */
const relativeMisfit = (data: ScalingData, { lambda, shape }: LawFit): number =>
  Math.sqrt(
    mean(
      data.cells.map(
        ({ n, meanY }) => shareOff(data, throughputOfY(data, meanY), lambda * shape(n)) ** 2,
      ),
    ),
  );

/**
 * F test of the cells' distances from the curve against the noise within cells, which the tolerated
 * share widens: F = (lack of fit / (cells − parameters)) / (s² + trials per cell · tolerated²).
 */
export const judgeFit = (data: ScalingData, fit: LawFit, parameterCount: number): FitVerdict => {
  const misfit = relativeMisfit(data, fit);
  const df = data.cells.length - parameterCount;
  if (data.pureErrorDf === 0 || df < 1) {
    return misfit > REFUSED_ABOVE_SHARE
      ? { p: null, refusal: { kind: 'off-the-curve', misfit, p: null } }
      : { p: null, refusal: null };
  }
  const level =
    data.weighting === 'relative' ? 1 : mean(data.cells.map(({ meanY }) => meanY * meanY));
  const noise =
    data.pureError / data.pureErrorDf +
    (data.trials / data.cells.length) * TOLERATED_SHARE ** 2 * level;
  const p = fUpperTail(fit.lackOfFit / df / noise, df, data.pureErrorDf);
  return {
    p,
    refusal: p < REFUSED_BELOW_P ? { kind: 'off-the-curve', misfit, p } : null,
  };
};
