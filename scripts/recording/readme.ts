import type { Night } from '../../harness/history/night.ts';
import { STEPS } from './steps.ts';

const row = (night: Night, index: number): string => {
  const { decision, attribution } = night;
  const culprit = attribution?.cells.map((cell) => cell.culprit.group).join(', ');
  return `| ${[
    index + 1,
    STEPS[index]?.what,
    decision.status,
    `${decision.reasons[0]}${culprit ? `; added CPU in ${culprit}` : ''}`,
  ].join(' | ')} |`;
};

/** @param nights the valid ones, one for each step @param measured with those that were not */
export const readmeOf = (nights: readonly Night[], measured: number): string => {
  const [first] = nights;
  const invalid = measured - nights.length;
  return `# Recorded nights

The real shop, measured by \`node --import tsx scripts/record-nights.ts\` on one machine from ${first?.startedAt} on:
\`split.yaml\` is what each night measured, \`nights.ndjson\` the history as \`plateau nightly\` wrote it, \`plans/\`
what was deployed, \`planted.patch\` the commit that costs products a fifth more CPU. The last night ran on another
engine of another Debian release (\`scripts/recording/other-engine\`). Invalid nights, measured again: ${invalid}.
\`../recorded.test.ts\` judges every night again, from this file.

| night | what was done | decision | first reason |
| --- | --- | --- | --- |
${nights.map(row).join('\n')}
`;
};
