import { type ReportFiles, renderDocument } from '../render.ts';
import { en } from '../text/en.ts';
import { composeNightly } from './compose.ts';
import type { NightlyReport } from './data.ts';

/** A night's report in every format; the same data gives the same files. */
export const renderNightly = (report: NightlyReport): Promise<ReportFiles> =>
  renderDocument(
    {
      stem: 'nightly',
      document: composeNightly(report),
      data: report,
      dataFile: 'nightly.json',
      csv: null,
    },
    en,
  );
