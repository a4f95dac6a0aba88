import { join } from 'node:path';
import { Command, Option } from 'commander';
import { containersOf } from '../model/plan.ts';
import { attribute } from '../history/attribution.ts';
import { baselineOf } from '../history/baseline.ts';
import { judgeNight } from '../history/gate.ts';
import { type Deployed, FEWEST_TRIALS, gatedCells, measuredNight } from '../history/measured.ts';
import type { Decision, Night, NightMeasurement, NightStatus } from '../history/night.ts';
import { appendEntry, type History, keepByHash } from '../history/store.ts';
import { attributionLines, summaryOf } from '../history/summary.ts';
import type { ImageIndex } from '../engine/engine.ts';
import { PROFILES, type ProfileName } from '../experiment/profiles.ts';
import type { Experiment } from '../model/experiment.ts';
import { messageOf } from '../model/failure.ts';
import { readRun } from '../trial/runFolder.ts';
import { expectedTrialSeconds } from '../trial/runTime.ts';
import { UsageError } from './errors.ts';
import { EXIT, exitCodeOf, tell } from './exit.ts';
import { HISTORY_OPTION, lockIdentity, openHistory } from './history.ts';
import { interruptible } from './interrupt.ts';
import { measure, type Planned } from './measure.ts';
import { type PairsBench, PLANS, pairsBench } from './pairs.ts';
import { roughly } from './progress.ts';
import { writeReport } from './report.ts';
import { experimentOf, newRun } from './run.ts';
import { RUNS_FOLDER } from './runsFolder.ts';

interface NightlyOptions {
  readonly history: string;
  readonly profile: ProfileName;
  readonly json: boolean;
}

const EXIT_OF: Readonly<Record<NightStatus, number>> = {
  passed: EXIT.fine,
  cleared: EXIT.fine,
  suspected: EXIT.fine,
  regressed: EXIT.failure,
  invalid: EXIT.invalid,
  'insufficient-history': EXIT['insufficient history'],
};

/** What of a run is deployed at the gated cells: the images in use, and the plans, kept by their hash. */
const deployedBy = async (
  { cells }: Planned,
  images: ImageIndex,
  history: string,
): Promise<Deployed> => {
  const gated = gatedCells(cells);
  const used = new Set(
    gated.flatMap(({ plan }) =>
      containersOf(plan)
        .filter(({ role }) => role !== 'generator')
        .map(({ image }) => image),
    ),
  );
  const plans: Record<string, string> = {};
  for (const { cell, plan } of gated) plans[cell.id] = await keepByHash(history, PLANS, plan);
  return {
    images: Object.fromEntries(
      Object.entries(images)
        .filter(([name]) => used.has(name))
        .map(([name, { reference }]) => [name, reference]),
    ),
    plans,
  };
};

const invalid = (missing: readonly string[]): Decision => ({
  status: 'invalid',
  reasons: missing,
  judged: [],
  suspects: [],
  confirmation: null,
});

const judged = async (
  measurement: NightMeasurement,
  missing: readonly string[],
  { newestFirst }: History,
  bench: PairsBench,
): Promise<Night> => {
  const decision =
    missing.length > 0 ? invalid(missing) : await judgeNight(measurement, newestFirst, bench);
  const samples = bench.samples();
  const lastFine = baselineOf(newestFirst, measurement.fingerprint).segments[0]?.[0];
  return {
    kind: 'night',
    ...measurement,
    decision,
    attribution:
      decision.status === 'regressed' && samples.length > 0
        ? attribute(samples, lastFine?.commit ?? null, measurement.commit)
        : null,
  };
};

/** Measures, judges and appends one night. @throws {EngineError | HistoryError} and appends nothing. */
export const runNight = async (
  planned: Planned,
  history: string,
  signal: AbortSignal,
): Promise<Night> => {
  const images = await measure(planned, signal);
  const runFolder = join(RUNS_FOLDER, planned.id);
  await writeReport(runFolder, runFolder);
  const { record } = await readRun(runFolder);
  const measured = measuredNight(record, await deployedBy(planned, images, history));
  const bench = pairsBench({
    ...planned,
    images,
    run: planned.id,
    runFolder,
    history,
    signal,
  });
  // Read anew: another night may have been appended in the hour that this one took.
  const nights = await openHistory(history);
  const night = await judged(measured.night, measured.missing, nights, bench);
  await appendEntry(history, night, lockIdentity());
  return night;
};

const experimentFor = async (
  file: string | undefined,
  profile: ProfileName,
): Promise<Experiment> => {
  const experiment = await experimentOf(file, profile).catch((error: unknown) => {
    if (exitCodeOf(error) === EXIT.usage) throw error;
    throw new UsageError(`${file} can't be read: ${messageOf(error)}`, { cause: error });
  });
  if (experiment.trials < FEWEST_TRIALS)
    throw new UsageError(
      `the gate judges by how much trials differ: ${experiment.trials} of each cell are too few, ${FEWEST_TRIALS} the fewest (\`trials\`)`,
    );
  return experiment;
};

const print = (night: Night, json: boolean): void => {
  const { decision, attribution } = night;
  const exitCode = EXIT_OF[decision.status];
  if (json) {
    const { id, commit, fingerprint } = night;
    console.log(
      JSON.stringify({ night: id, commit, fingerprint, exitCode, ...decision, attribution }),
    );
    return;
  }
  console.log(summaryOf(night));
  for (const reason of decision.reasons) console.log(`  ${reason}`);
  for (const line of attribution ? attributionLines(attribution) : []) console.log(`  ${line}`);
};

const nightly = async (
  file: string | undefined,
  { history, profile, json }: NightlyOptions,
): Promise<void> => {
  const experiment = await experimentFor(file, profile);
  try {
    // A history that can't be read is told before the hour of measuring, not after.
    await openHistory(history);
    const planned = await newRun(experiment);
    const trials = planned.cells.length * experiment.trials;
    console.error(
      `${planned.cells.length} cells, ${trials} trials, about ${roughly(trials * expectedTrialSeconds(experiment))} and, where something is suspect, its A/B pairs`,
    );
    const night = await interruptible((signal) => runNight(planned, history, signal));
    print(night, json);
    process.exitCode = EXIT_OF[night.decision.status];
  } catch (error) {
    // Exit code 1 is a confirmed regression and nothing else.
    if (exitCodeOf(error) !== EXIT.failure) throw error;
    tell(error);
    process.exitCode = EXIT.invalid;
  }
};

export const nightlyCommand = (): Command =>
  new Command('nightly')
    .description(
      'Run an experiment, add it to the history, and fail on a confirmed regression and nothing else.',
    )
    .argument('[experiment]', 'an experiment (YAML); without it the shop in the chosen profile')
    .option(...HISTORY_OPTION)
    .addOption(
      new Option('--profile <name>', 'the settings to start from')
        .choices(Object.keys(PROFILES))
        .default('standard'),
    )
    .option('--json', 'print the decision with its reasons as JSON', false)
    .addHelpText(
      'after',
      `
Tonight is held against the last 14 accepted nights of the same machine and experiment. What looks worse is
measured again at once, in interleaved pairs with the images of the baseline: only what those show fails.
Keep those images: without them the next nights decide.

Exit codes: 0 fine, 1 a confirmed regression, 2 usage, 3 invalid or infrastructure,
4 insufficient history, 130 interrupted.

Every night at 02:30, by cron:
  30 2 * * *  cd /srv/shop && npx plateau nightly --history /srv/plateau-history || mail -s "plateau: $?" team`,
    )
    .action(nightly);
