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
import type { Engine, ImageIndex } from '../engine/engine.ts';
import { PROFILES, PROFILE_SUMMARIES, type ProfileName } from '../experiment/profiles.ts';
import { profileExperiment, readExperiment } from '../experiment/read.ts';
import { agentImage } from '../load/image.ts';
import type { Experiment } from '../model/experiment.ts';
import type { PlannedCell } from '../model/run.ts';
import { readEnvironment } from '../trial/environment.ts';
import { planCells } from '../trial/planCells.ts';
import { runExperiment } from '../trial/runExperiment.ts';
import { createRun } from '../trial/runFolder.ts';
import { expectedTrialSeconds } from '../trial/runTime.ts';
import { UsageError } from './errors.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { roughly, showSteps, trialProgress } from './progress.ts';
import { writeReport } from './report.ts';
import { RUNS_FOLDER } from './runsFolder.ts';
import { startWatchdog } from './watchdog.ts';

const experimentOf = async (file: string | undefined, profile: ProfileName): Promise<Experiment> =>
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

interface Planned {
  readonly engine: Engine;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly cells: readonly PlannedCell[];
}

const plan = async (experiment: Experiment): Promise<Planned> => {
  const target = targetOf(experiment);
  const engine = await connectDocker();
  return { engine, target, experiment, cells: planCells(experiment, target, engine.host.cpuCores) };
};

/** Runs every trial into the folder; what has ended is on the disk, whatever comes after. */
const measure = async (planned: Planned, id: string, signal: AbortSignal): Promise<void> => {
  const { engine, target, experiment, cells } = planned;
  using _watchdog = startWatchdog();
  let images: ImageIndex = {};
  await showSteps([
    {
      title: 'Images',
      work: async (say) => {
        for (const what of await engine.reap({ dryRun: false })) say.line(`left over: ${what}`);
        images = await engine.prepareImages([...target.images, agentImage], say.line);
      },
    },
    {
      title: `Trials: ${cells.length * experiment.trials}`,
      work: async (say) => {
        const environment = await readEnvironment(engine, images);
        await using run = await createRun(
          join(RUNS_FOLDER, id),
          id,
          experiment,
          environment,
          cells,
        );
        const { onProgress, onTrial } = trialProgress(experiment, say);
        await runExperiment({
          ...planned,
          images,
          run: id,
          signal,
          keep: async (trial) => {
            await run.journal.append(trial);
            onTrial(trial);
          },
          onProgress,
        });
        await run.finish();
      },
    },
  ]);
};

/** A run in which some cell has no valid trial has not answered what it was asked. */
const exitCodeFor = (report: Report): number =>
  report.cells.every(({ result }) => result.status === 'measured') ? EXIT.fine : EXIT.invalid;

const run = async (
  file: string | undefined,
  { profile, json }: { readonly profile: ProfileName; readonly json: boolean },
): Promise<void> => {
  const planned = await plan(await experimentOf(file, profile));
  const { experiment, cells } = planned;
  const id = newRunId(experiment);
  const folder = join(RUNS_FOLDER, id);
  const trials = cells.length * experiment.trials;
  console.error(
    `${experiment.name}, profile ${profile}: ${cells.length} cells, ${trials} trials, ` +
      `about ${roughly(trials * expectedTrialSeconds(experiment))} once the images are there`,
  );
  const failure = await interruptible((signal) => measure(planned, id, signal)).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  // Whatever ended the run, the trials that had ended are measured: they get their report.
  if (failure && !existsSync(folder)) throw failure.error;
  const report = await writeReport(folder, folder);
  console.log(json ? JSON.stringify(report) : terminalTable(report));
  console.error(`report: ${join(folder, 'report.html')}`);
  if (failure) throw failure.error;
  process.exitCode = exitCodeFor(report);
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

plateau schema experiment prints all settings. Ctrl-C stops in order: what was measured is kept.`,
    )
    .action(run);
