import { readFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { Command } from 'commander';
import picocolors from 'picocolors';
import { type FitReport, fitReport } from '../analysis/fitReport.ts';
import type { FittedModel, ModelCandidate, OpenEstimate } from '../analysis/scaling/model.ts';
import { isKnown } from '../model/estimate.ts';
import { reasonClause } from '../../reports/text/en/reasons.ts';
import { UsageError } from './errors.ts';
import { parseThroughputCsv } from './throughputCsv.ts';

const HELP = `
FILE has a header and a line a measurement; an n that was measured several times stands several times:

  n,throughput
  1,307
  1,305
  2,747
  ...

Three laws compete by leave-one-out cross-validation, and one that the points contradict is refused:
  bottleneck  X = min(λN, X_max)                    a shared resource is used up
  amdahl      X = λN / (1 + α(N−1))                 a share α of the work can't be spread
  usl         X = λN / (1 + α(N−1) + βN(N−1))       and nodes cost each other time (β): a peak

The USL needs 6 different n. Intervals are 95 %, by profile likelihood; one that reaches to infinity
is said to (JSON: "high": null with "highUnbounded": true), and a peak that may lie there is no number
but "not identified". The knee is a real number of nodes; "stopAtNodes" is the whole n to stop at, null
where the last n still paid. With --json alpha, beta, lambda and peak stand under "usl".

Example:
  plateau fit measurements.csv
  plateau fit measurements.csv --json | jq .usl.peak`;

const figure = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-4
    ? value.toExponential(3)
    : value.toLocaleString('en', { maximumSignificantDigits: 4 });

/** `9.71 (8.5 to 12.1)`, or why there is no figure. */
const estimateText = (estimate: OpenEstimate): string => {
  if (estimate.value === null) {
    return estimate.low === undefined
      ? reasonClause(estimate.reason)
      : `${reasonClause(estimate.reason)}; at least ${figure(estimate.low)}`;
  }
  const { value, low, high, highUnbounded } = estimate;
  const upper = highUnbounded === true ? '∞' : high === null ? '?' : figure(high);
  return low === null && high === null && !highUnbounded
    ? `${figure(value)} (no interval: nothing was repeated)`
    : `${figure(value)} (${low === null ? '?' : figure(low)} to ${upper})`;
};

const SYMBOLS: Readonly<Record<string, string>> = {
  lambda: 'λ',
  alpha: 'α',
  beta: 'β',
  xMax: 'X_max',
};

const peakText = ({ peak, peakExtrapolated }: FittedModel): string =>
  `${estimateText(peak)}${peakExtrapolated ? ', extrapolated' : ''}`;

const candidateRow = (candidate: ModelCandidate, chosen: string | null): readonly string[] => [
  candidate.name === chosen ? picocolors.bold(`${candidate.name} ✓`) : candidate.name,
  Object.entries(candidate.fitted?.parameters ?? {})
    .map(([name, estimate]) => `${SYMBOLS[name] ?? name} ${estimateText(estimate)}`)
    .join('\n'),
  candidate.fitted ? peakText(candidate.fitted) : '',
  candidate.crossValidationError === null
    ? ''
    : `${(candidate.crossValidationError * 100).toFixed(1)} %`,
  candidate.refusal ? picocolors.yellow(reasonClause(candidate.refusal)) : '',
];

const kneeText = ({ knee, kneeBasis, stopAtNodes }: FitReport): string =>
  [
    estimateText(knee),
    kneeBasis === 'points' ? ', read off the points' : '',
    stopAtNodes === null
      ? isKnown(knee)
        ? ', extrapolated'
        : ''
      : `; stop at N = ${figure(stopAtNodes)}`,
  ].join('');

const fitTable = (report: FitReport): string => {
  const table = new Table({
    head: ['law', 'parameters (95 %)', 'peak at N', 'predicts within', 'refused because'],
    style: { head: [], border: [] },
    colWidths: [14, 38, 26, 10, 30],
    wordWrap: true,
  });
  for (const candidate of report.model.candidates) {
    table.push([...candidateRow(candidate, report.chosen)]);
  }
  return [
    `Points: ${report.points}, different N: ${report.scales}; ${
      report.weighting === 'relative'
        ? 'repeated: weighted by relative error'
        : 'each once: unweighted, as a published table'
    }`,
    table.toString(),
    `${picocolors.bold(report.chosen ?? 'no law')}: ${reasonClause(report.reason)}`,
    `knee (the next node brings under ${report.kneeThreshold * 100} % of the first): ${kneeText(report)}`,
  ].join('\n');
};

const readPoints = async (file: string) => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${file} can't be read; give a CSV with the columns n and throughput`, {
      cause,
    });
  }
  return parseThroughputCsv(text, file);
};

export const fitCommand = (): Command =>
  new Command('fit')
    .description('Find where throughputs that you measured yourself flatten, and by which law.')
    .argument('<file>', 'CSV with the columns n and throughput')
    .option('--json', 'print everything as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, { json }: { json?: boolean }) => {
      const report = fitReport(await readPoints(file));
      console.log(json ? JSON.stringify(report, null, 2) : fitTable(report));
    });
