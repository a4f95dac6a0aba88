/**
 * How far the analysis can be trusted, and how fast it is: planted curves, seeded, 500 runs each, as Markdown.
 * `node --import tsx scripts/bench-analysis.ts [runs]`
 */
import { cpus } from 'node:os';
import {
  type CurveScore,
  LAWLESS_CURVES,
  NOISE,
  PLANTED_CURVES,
  SCALES,
  scoreCurve,
  TRIALS,
} from '../harness/analysis/fixtures/plantedCurves.ts';
import { plantedRun } from '../harness/analysis/fixtures/plantedRun.ts';
import { analyse } from '../harness/analysis/report.ts';
import { resampler } from '../harness/analysis/scaling/resample.ts';
import { usl } from '../harness/analysis/scaling/usl.ts';
import { seededNormal } from '../harness/analysis/simulation.ts';
import { seededRandom } from '../harness/model/random.ts';

const percent = (share: number | null): string => (share === null ? '–' : (share * 100).toFixed(1));

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const COLUMNS: readonly (readonly [string, (score: CurveScore) => number | null])[] = [
  ['α held', (score) => score.alpha],
  ['β held', (score) => score.beta],
  ['peak held', (score) => score.peak],
  ['peak a number', (score) => score.peakIdentified],
  ['law right or indistinguishable', (score) => score.right],
  ['law chosen outright', (score) => score.chosen],
  ['stop at ± 1', (score) => score.kneeWithinOne],
  ['knee held', (score) => score.kneeHeld],
];

const plantedTable = (runs: number): string => {
  const scores = PLANTED_CURVES.map((curve) => scoreCurve(curve, runs));
  return table(
    ['planted curve', ...COLUMNS.map(([title]) => `${title} %`)],
    scores.map((score) => [score.curve, ...COLUMNS.map(([, of]) => percent(of(score)))]),
  );
};

const refusalTable = (runs: number): string =>
  table(
    ['curve of no law', 'refused %'],
    LAWLESS_CURVES.map((curve) => {
      const score = scoreCurve(curve, runs);
      return [score.curve, percent(score.refused)];
    }),
  );

/** CPU time, which others on the machine disturb less, beside the time on the clock. */
const timed = (work: () => void): string => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return `${wallMs.toFixed(0)} ms (${((user + system) / 1000).toFixed(0)} ms of CPU)`;
};

const CELLS = 12;
const RESAMPLES = 10_000;

/** Every resample of 12 cells × 5 trials with a refit of the USL. */
const refits = (): string => {
  const normal = seededNormal(1);
  const points = Array.from({ length: CELLS * TRIALS }, (_, i) => {
    const n = 1 + Math.floor(i / TRIALS);
    return {
      n,
      throughput: ((300 * n) / (1 + 0.05 * (n - 1) + 0.01 * n * (n - 1))) * (1 + NOISE * normal()),
    };
  });
  const draw = resampler(points, 'relative');
  const random = seededRandom(1);
  const alphas = new Float64Array(RESAMPLES);
  return timed(() => {
    for (let i = 0; i < RESAMPLES; i++) alphas[i] = usl.fit(draw(random)).theta[0] as number;
    alphas.sort();
  });
};

const TRIALS_ANALYSED = 1000;

const analysis = (): string => {
  const once = plantedRun();
  const run = plantedRun(undefined, TRIALS_ANALYSED / once.cells.length);
  return timed(() => analyse(run));
};

const runs = Number(process.argv[2] ?? 500);
console.log(`Planted curves: ${NOISE * 100} % noise, N = ${SCALES.join(', ')}, ${TRIALS} trials each, ${runs} seeded runs a curve.
*Held*: the 95 % interval, which may reach to infinity, holds the truth. *Stop at ± 1*: the whole
number of nodes to stop at is within one of the planted. *Knee held*: the knee is a real number, also where the law
puts it beyond the measured N (then said to be extrapolated) or below the first; its interval is the only one reported.

${plantedTable(runs)}

${refusalTable(runs)}

On ${cpus()[0]?.model ?? 'an unknown CPU'}, Node ${process.versions.node}:

${table(
  ['what', 'time'],
  [
    [
      `${RESAMPLES} resamples of ${CELLS} cells × ${TRIALS} trials, each with a refit of the USL`,
      refits(),
    ],
    [`analysis of a run of ${TRIALS_ANALYSED} trials`, analysis()],
  ],
)}`);
