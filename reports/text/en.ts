import type { FontFamily } from '../assets.ts';
import { claimSentence, gradeLabels, gradeMeaning } from './en/claims.ts';
import { charts } from './en/charts.ts';
import { codeChange } from './en/codeChange.ts';
import { comparing } from './en/comparing.ts';
import { economics } from './en/economics.ts';
import { limiterCell, limiterHover, limiterShort } from './en/limiter.ts';
import { kneeProfiles } from './en/kneeProfiles.ts';
import { method } from './en/method.ts';
import { offered } from './en/offered.ts';
import { reasonClause } from './en/reasons.ts';
import { recorded, ruleName, stageNames } from './en/recorded.ts';
import { roleNames } from './en/roles.ts';
import { sections } from './en/sections.ts';
import { sideBySide } from './en/sideBySide.ts';
import { tables } from './en/tables.ts';
import { notTestedSentence, warningSentence, warningSummary } from './en/warnings.ts';
import { wallTest } from './en/wallTest.ts';

/** Every word of every format, in English; a further language is an object of the same shape. */
export const en = {
  language: 'en',
  /** What PDF and pictures are set in; one of `FONTS`. */
  fontFamily: 'Inter' as FontFamily,
  title: 'Where does adding nodes stop paying?',
  subtitle: (run: { target: string; scenario: string; name: string; startedAt: string }): string =>
    `${run.target}, scenario ${run.scenario} · run ${run.name} of ${run.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
  figure: (number: number): string => `Figure ${number}`,
  seeFigure: (number: number): string => `see Figure ${number}`,
  contents: 'Contents',
  noClaims: 'What was measured supports no sentence about where it flattens.',
  nothingToDraw: 'No trial gave a result, so there is nothing to draw.',
  moreRows: (count: number): string => `${count} more rows stand in report.html.`,
  moreWarnings: (count: number): string =>
    count === 1
      ? 'In short: the warning stands in full at the end.'
      : `In short: all ${count} warnings stand in full at the end.`,
  furtherClaims: 'Of this run, beyond the first page:',
  allWarnings: 'All warnings',
  page: (page: number, pages: number): string => `${page} / ${pages}`,
  none: '—',
  controls: {
    topologies: 'Shown',
    logarithmicY: 'Logarithmic scale',
    download: 'Raw data (JSON)',
    sort: 'Sort by this column',
    chartFallback: 'This chart needs JavaScript; its figures are in the tables.',
  },
  sections,
  sideBySide,
  charts,
  economics,
  tables,
  method,
  offered,
  roleNames,
  limiterCell,
  limiterShort,
  limiterHover,
  gradeLabels,
  gradeMeaning,
  claimSentence,
  reasonClause,
  recorded,
  ruleName,
  stageNames,
  warningSentence,
  warningSummary,
  notTestedSentence,
  wallTest,
  kneeProfiles,
  comparing,
  codeChange,
};

/** What every language must say. */
export type Text = typeof en;
