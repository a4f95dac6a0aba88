import type { Report } from '../../harness/analysis/report.ts';
import type { Claim } from '../../harness/analysis/verdict.ts';
import { chartIdOf } from '../charts/names.ts';
import { topologiesOf } from '../charts/points.ts';
import type { Block, ClaimText } from '../document.ts';
import type { Text } from '../text/en.ts';
import { kneeLink } from './kneeProfiles.ts';

/** More would push the chart and the options off the first page. */
const MOST_CLAIMS = 6;

/** The first ones in their order; what to buy is always among them. */
const firstOf = (claims: readonly Claim[]): readonly Claim[] => {
  if (claims.length <= MOST_CLAIMS) return claims;
  const buy = claims.filter(({ kind }) => kind === 'best-buy');
  const others = claims.filter(({ kind }) => kind !== 'best-buy');
  return [...others.slice(0, MOST_CLAIMS - buy.length), ...buy];
};

/** The verdict as the first page has it. */
export const firstClaims = (report: Report, text: Text): Block => {
  const { claims } = report.verdict;
  return claims.length === 0
    ? { kind: 'paragraph', text: text.noClaims }
    : { kind: 'claims', items: firstOf(claims).map((one) => claimText(one, report, text)) };
};

/** What the first page had no room for. */
export const furtherClaims = (report: Report, text: Text): readonly Block[] => {
  const { claims } = report.verdict;
  const first = firstOf(claims);
  const further = claims.filter((claim) => !first.includes(claim));
  return further.length === 0
    ? []
    : [
        { kind: 'paragraph', text: text.furtherClaims },
        { kind: 'claims', items: further.map((one) => claimText(one, report, text)) },
      ];
};

function claimText(claim: Claim, report: Report, text: Text): ClaimText {
  const { evidence } = claim;
  return {
    text: text.claimSentence(claim),
    grade: claim.grade,
    gradeLabel: text.gradeLabels[claim.grade],
    chartId:
      evidence.chart === 'throughput-by-cpu'
        ? evidence.chart
        : chartIdOf(evidence.chart, evidence.topology, topologiesOf(report)),
    ...(evidence.chart === 'throughput-by-cpu' ? {} : kneeLink(report, evidence, text)),
  };
}
