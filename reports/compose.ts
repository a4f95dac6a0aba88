import type { Report } from '../harness/analysis/report.ts';
import type { ReportDocument } from './document.ts';
import { answerSection } from './sections/answer.ts';
import { certaintySection } from './sections/certainty.ts';
import { comparisonSection } from './sections/comparison.ts';
import { costSection } from './sections/cost.ts';
import { excludedSection } from './sections/excluded.ts';
import { kneeProfilesSection } from './sections/kneeProfiles.ts';
import { latencySection } from './sections/latency.ts';
import { limitsSection } from './sections/limits.ts';
import { methodSection } from './sections/method.ts';
import { scalingSection } from './sections/scaling.ts';
import { drawnCurves } from './sections/drawn.ts';
import { wallTestSection } from './sections/wallTest.ts';
import type { Text } from './text/en.ts';

/** The report in the order of its reader's questions; sections without anything to say are left out. */
export function composeReport(report: Report, text: Text): ReportDocument {
  const measured = report.cells.some((entry) => entry.result.status === 'measured');
  return {
    language: text.language,
    title: text.title,
    subtitle: text.subtitle(report.run),
    createdAt: report.run.finishedAt ?? report.run.startedAt,
    sections: [
      answerSection(report, text),
      scalingSection(report, text),
      ...(measured ? [limitsSection(report, text)] : []),
      ...(report.kneeProfiles.length > 0 ? [kneeProfilesSection(report, text)] : []),
      ...(drawnCurves(report).length > 0 ? [wallTestSection(report, text)] : []),
      ...(report.comparisons.length > 0 ? [comparisonSection(report, text)] : []),
      ...(measured ? [latencySection(report, text)] : []),
      ...(measured ? [costSection(report, text)] : []),
      certaintySection(report, text),
      methodSection(report, text),
      excludedSection(report, text),
    ],
  };
}
