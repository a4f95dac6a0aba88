import type { Limiter } from '../../harness/analysis/limiter.ts';
import type { Cell } from '../document.ts';
import type { Text } from '../text/en.ts';

/** What limits a point; where that is unknown, the reason is a note. */
export const limiterCell = (limiter: Limiter, text: Text): Cell =>
  limiter.resource === null
    ? { ...text.limiterCell(limiter), note: text.reasonClause(limiter.reason) }
    : text.limiterCell(limiter);
