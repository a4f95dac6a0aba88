import type { Text } from './en.ts';
import { charts } from './zh/charts.ts';
import { codeChange } from './zh/codeChange.ts';
import { comparing } from './zh/comparing.ts';
import { economics } from './zh/economics.ts';
import { claimSentence, gradeLabels, gradeMeaning } from './zh/claims.ts';
import { limiterCell, limiterHover, limiterShort } from './zh/limiter.ts';
import { kneeProfiles } from './zh/kneeProfiles.ts';
import { method } from './zh/method.ts';
import { offered } from './zh/offered.ts';
import { reasonClause } from './zh/reasons.ts';
import { recorded, ruleName, stageNames } from './zh/recorded.ts';
import { roleNames } from './zh/roles.ts';
import { sections } from './zh/sections.ts';
import { sideBySide } from './zh/sideBySide.ts';
import { tables } from './zh/tables.ts';
import { notTestedSentence, warningSentence, warningSummary } from './zh/warnings.ts';
import { wallTest } from './zh/wallTest.ts';

/** Every word of every format, in simplified Chinese. What tools wrote at the time is quoted as it is. */
export const zh: Text = {
  language: 'zh',
  fontFamily: 'Noto Sans SC',
  title: '增加节点到何时不再划算？',
  subtitle: (run) =>
    `${run.target}，场景 ${run.scenario} · 运行 ${run.name}，${run.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
  figure: (number) => `图 ${number}`,
  seeFigure: (number) => `见图 ${number}`,
  contents: '目录',
  nothingToDraw: '没有任何试验得出结果，因此无图可画。',
  noClaims: '测得的数据不足以说明吞吐量在何处趋平。',
  moreRows: (count) => `另有 ${count} 行见 report.html。`,
  moreWarnings: (count) => `以上从简：全部 ${count} 条警告列于文末。`,
  furtherClaims: '首页之外，本次运行的其他结论：',
  allWarnings: '全部警告',
  page: (page, pages) => `${page} / ${pages}`,
  none: '—',
  controls: {
    topologies: '显示',
    logarithmicY: '对数刻度',
    download: '原始数据（JSON）',
    sort: '按此列排序',
    chartFallback: '此图需要 JavaScript；其数据见各表。',
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
