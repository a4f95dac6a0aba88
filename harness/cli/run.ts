import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { terminalTable } from '../../reports/terminal.ts';
import { TARGETS } from '../../targets/registry.ts';
import type { Target } from '../../targets/target.ts';
import type { Report } from '../analysis/report.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import { isProvablyAlive, thisProcess } from '../engine/docker/owner.ts';
import { PROFILES, PROFILE_SUMMARIES, type ProfileName } from '../experiment/profiles.ts';
import { withProbedLimiters } from '../experiment/probeLimiter.ts';
import { profileExperiment, readExperiment } from '../experiment/read.ts';
import type { Experiment } from '../model/experiment.ts';
import { planCells } from '../trial/planCells.ts';
import { environmentDifferences } from '../trial/resume.ts';
import { createRun, readRun, reopenRun } from '../trial/runFolder.ts';
import { expectedKneeSeconds, expectedSeconds } from '../trial/runTime.ts';
import { UsageError } from './errors.ts';
import { EXIT, tell } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { measure } from './measure.ts';
import { type Planned, remainingOf } from './planned.ts';
import { roughly } from './progress.ts';
import { writeReport } from './report.ts';
import { RUNS_FOLDER, usableRunsFolder } from './runsFolder.ts';

interface RunOptions {
  readonly profile: ProfileName;
  readonly resume?: string;
  readonly force: boolean;
  readonly probeLimiter: boolean;
  readonly flameGraphs: boolean;
  readonly wait: boolean;
  readonly json: boolean;
}

export const experimentOf = async (
  file: string | undefined,
  profile: ProfileName,
): Promise<Experiment> =>
  file === undefined
    ? profileExperiment(profile)
    : readExperiment(await readFile(file, 'utf8'), basename(file), profile);

const targetOf = (experiment: Experiment): Target => {
  const target = TARGETS[experiment.target];
  if (!target)
    throw new UsageError(
      `unknown target \`${experiment.target}\`: known are ${Object.keys(TARGETS).join(', ')}`,
    );
  return target;
};

/** Sorts by time, and two runs started in one second differ. */
const newRunId = (experiment: Experiment): string => {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  return `${time}-${experiment.profile}-${randomBytes(2).toString('hex')}`;
};

/** `wait` for another run on the engine is what a run that nobody watches should do. */
export const newRun = async (
  asked: Experiment,
  { probeLimiter, flameGraphs, wait } = { probeLimiter: false, flameGraphs: false, wait: true },
): Promise<Planned> => {
  const target = targetOf(asked);
  await usableRunsFolder();
  const engine = await connectDocker();
  const probed = probeLimiter ? withProbedLimiters(asked, engine.host.cpuCores) : asked;
  const experiment = flameGraphs ? { ...probed, flameGraphs } : probed;
  const cells = planCells(experiment, target, engine.host.cpuCores);
  const id = newRunId(experiment);
  const folder = join(RUNS_FOLDER, id);
  return {
    id,
    engine,
    target,
    experiment,
    cells,
    ended: [],
    wait,
    open: (environment) => createRun(folder, id, experiment, environment, cells, target),
  };
};

const resumedRun = async (
  folder: string,
  { force, wait }: { readonly force: boolean; readonly wait: boolean },
): Promise<Planned> => {
  const { record, sessions, warnings } = await readRun(folder);
  for (const warning of warnings) console.error(`warning: ${warning}`);
  const owner = sessions.at(-1)?.owner;
  if (owner && isProvablyAlive(owner, thisProcess()))
    throw new UsageError(
      `${folder} still goes on, in process ${owner.pid}: there is nothing to resume`,
    );
  const { experiment, cells } = record;
  return {
    id: record.id,
    engine: await connectDocker(),
    target: targetOf(experiment),
    experiment,
    cells,
    ended: record.trials,
    wait,
    open: async (environment) => {
      const differences = environmentDifferences(record.environment, environment);
      if (differences.length > 0 && !force)
        throw new UsageError(
          `${folder} was measured elsewhere:\n  ${differences.join('\n  ')}\nstart a new run, or go on all the same with --force`,
        );
      return reopenRun(folder);
    },
  };
};

/** A run in which some cell has no valid trial has not answered what it was asked. */
const exitCodeFor = (report: Report): number =>
  report.cells.every(({ result }) => result.status !== 'none') ? EXIT.fine : EXIT.invalid;

const run = async (file: string | undefined, options: RunOptions): Promise<void> => {
  if (file !== undefined && options.resume !== undefined)
    throw new UsageError('--resume goes on with the experiment of its run; give no file with it');
  if (options.probeLimiter && options.resume !== undefined)
    throw new UsageError(
      '--probe-limiter adds cells to a run; it can only be given when one starts',
    );
  if (options.flameGraphs && options.resume !== undefined)
    throw new UsageError('--flame-graphs is decided when a run starts; give it without --resume');
  const planned =
    options.resume === undefined
      ? await newRun(await experimentOf(file, options.profile), options)
      : await resumedRun(options.resume, options);
  const { experiment, cells } = planned;
  const remaining = remainingOf(planned);
  console.error(
    `${experiment.name}, profile ${experiment.profile}: ${cells.length} cells, ${remaining.length} deployments, ` +
      `about ${roughly(expectedSeconds(experiment, remaining) + expectedKneeSeconds(experiment))} once the images are there`,
  );
  const folder = options.resume ?? join(RUNS_FOLDER, planned.id);
  await interruptible(async (signal) => {
    const failure = await measure(planned, signal).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    // Whatever ended the run, the trials that had ended are measured: they get their report.
    if (failure && !existsSync(folder)) throw failure.error;
    const report = await reported(folder, options.json).catch((error: unknown) => {
      if (failure) tell(failure.error);
      throw error;
    });
    if (failure) {
      console.error(`what was measured is kept; to go on: plateau run --resume ${folder}`);
      throw failure.error;
    }
    // Asked to stop while the report was made: it is whole, and the run too.
    signal.throwIfAborted();
    process.exitCode = exitCodeFor(report);
  });
};

const reported = async (folder: string, json: boolean): Promise<Report> => {
  const report = await writeReport(folder, folder);
  console.log(json ? JSON.stringify(report) : terminalTable(report));
  console.error(`report: ${join(folder, 'report.html')}`);
  return report;
};

export const runCommand = (): Command =>
  new Command('run')
    .description(
      'Measure an experiment: deploy every topology at every scale, load it, write the report.\n' +
        'Without a file it is the shop in the chosen profile.',
    )
    .argument('[file]', 'an experiment (YAML); it replaces single settings of the profile')
    .addOption(
      new Option('--profile <name>', 'the settings to start from')
        .choices(Object.keys(PROFILES))
        .default('quick'),
    )
    .option('--resume <run>', 'go on with a run that was stopped: runs/<id>')
    .option('--force', 'with --resume: also where machine, version or images have changed', false)
    .option(
      '--probe-limiter',
      'wall test: measure the largest scales again with half as much more of one resource each',
      false,
    )
    .option(
      '--flame-graphs',
      'after the trials, see where the time goes near each knee, in code and database (standard and full do)',
      false,
    )
    .option('--wait', 'wait for another run on this engine to end, instead of refusing', false)
    .option('--json', "print the report's data instead of a table", false)
    .addHelpText(
      'after',
      `
Profiles:
${Object.entries(PROFILE_SUMMARIES)
  .map(([name, summary]) => `  ${name.padEnd(10)} ${summary}`)
  .join('\n')}

Example of an experiment file:
  topologies: { cluster: [1, 2, 4, 8], split: [5, 8] }
  database: { cpu: 0.4 }
  trials: 3

plateau schema experiment prints all settings. Ctrl-C stops in order: what was measured is kept,
gets its report, and --resume goes on from there.`,
    )
    .action(run);
