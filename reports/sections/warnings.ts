import type { Report } from '../../harness/analysis/report.ts';
import type { Block } from '../document.ts';
import type { Text } from '../text/en.ts';
import { type WarningGroup, warningGroups } from '../warningGroups.ts';

/** A longer sentence, or one of several of its kind, is told in short on the first page. */
const LONGEST_SENTENCE = 180;

/** A sentence for each kind: the warning itself where it stands alone and is short. */
const inShort = (group: WarningGroup, text: Text): string => {
  const [only, ...others] = group.warnings.map(text.warningSentence);
  return only !== undefined && others.length === 0 && only.length <= LONGEST_SENTENCE
    ? only
    : text.warningSummary(group);
};

/** What a reader must know first: as many sentences as there are kinds of warnings, which fit on any page. */
export function firstWarnings({ verdict }: Report, text: Text): readonly Block[] {
  const { warnings } = verdict;
  if (warnings.length === 0) return [];
  const items = warningGroups(warnings).map((group) => inShort(group, text));
  return [
    {
      kind: 'warnings',
      title: text.sections.warnings,
      items: isShortened(warnings.map(text.warningSentence), items)
        ? [...items, text.moreWarnings(warnings.length)]
        : items,
    },
  ];
}

/** Every warning in full; nothing where the first page has them so. */
export function allWarnings({ verdict }: Report, text: Text): readonly Block[] {
  const sentences = verdict.warnings.map(text.warningSentence);
  const items = warningGroups(verdict.warnings).map((group) => inShort(group, text));
  return isShortened(sentences, items)
    ? [{ kind: 'list', title: text.allWarnings, items: sentences }]
    : [];
}

const isShortened = (sentences: readonly string[], items: readonly string[]): boolean =>
  sentences.some((sentence) => !items.includes(sentence));
