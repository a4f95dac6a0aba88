import type { LawName, Reason } from '../../harness/model/reason.ts';

/** A clause for each kind of reason, without a full stop. */
export type ReasonTexts = {
  readonly [K in Reason['kind']]: (reason: Extract<Reason, { readonly kind: K }>) => string;
};

/** Puts a reason in the words of one language. */
export const reasonBy =
  (texts: ReasonTexts) =>
  (reason: Reason): string =>
    // The compiler can't see that the text found by a kind takes a reason of that kind.
    (texts[reason.kind] as (reason: Reason) => string)(reason);

/** The same in every language. */
export const FORMULAS: Readonly<Record<LawName, string>> = {
  bottleneck: 'X = min(λN, X_max)',
  amdahl: 'X = λN / (1 + α(N−1))',
  usl: 'X = λN / (1 + α(N−1) + βN(N−1))',
};

/** `< 0.001`, `= 0.004`. */
export const probability = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`);
