import type { Candidate } from '../../harness/analysis/economics/candidate.ts';
import type { Cell } from '../document.ts';
import type { Text } from '../text/en.ts';

/** `a bigger database` under its size. */
export const candidateCell = (candidate: Candidate, text: Text): Cell => ({
  text: text.economics.options[candidate.kind],
  detail: `${candidate.topology}, ${text.economics.optionsTable.size(candidate)}`,
});
