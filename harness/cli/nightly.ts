import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { PROFILES, type ProfileName } from '../experiment/profiles.ts';
import { nightlyMistakes } from '../history/comparable.ts';
import type { Night } from '../history/night.ts';
import { attributionLines, summaryOf } from '../history/summary.ts';
import type { Experiment } from '../model/experiment.ts';
import { messageOf } from '../model/failure.ts';
import { expectedSeconds } from '../trial/runTime.ts';
import { UsageError } from './errors.ts';
import { EXIT, exitCodeOf, tell } from './exit.ts';
import { HISTORY_OPTION, openHistory } from './history.ts';
import { interruptible } from './interrupt.ts';
import { EXIT_OF, runNight } from './night.ts';
import { remainingOf } from './planned.ts';
import { roughly } from './progress.ts';
import { experimentOf, newRun } from './run.ts';

interface NightlyOptions {
  readonly history: string;
  readonly profile: ProfileName;
  readonly json: boolean;
}

/** Short nights of the shop, two minutes each, with one offered rate. */
const SHOP_NIGHT = join(import.meta.dirname, '../../experiments/nightly.yaml');

/** @throws {UsageError} where its nights could not be held against each other. */
const experimentFor = async (file: string, profile: ProfileName): Promise<Experiment> => {
  const experiment = await experimentOf(file, profile).catch((error: unknown) => {
    if (exitCodeOf(error) === EXIT.usage) throw error;
    throw new UsageError(`${file} can't be read: ${messageOf(error)}`, { cause: error });
  });
  const mistakes = nightlyMistakes(experiment);
  if (mistakes.length > 0) throw new UsageError(`${file}: ${mistakes.join(`\n${file}: `)}`);
  return experiment;
};

const print = (night: Night, json: boolean): void => {
  const { decision, attribution } = night;
  const exitCode = EXIT_OF[decision.status];
  if (json) {
    const { id, commit, fingerprint } = night;
    console.log(
      JSON.stringify({
        night: id,
        commit,
        summary: summaryOf(night),
        exitCode,
        ...decision,
        attribution,
        fingerprint,
      }),
    );
    return;
  }
  console.log(summaryOf(night));
  for (const reason of decision.reasons) console.log(`  ${reason}`);
  for (const line of attribution ? attributionLines(attribution) : []) console.log(`  ${line}`);
};

const nightly = async (file: string, { history, profile, json }: NightlyOptions): Promise<void> => {
  const experiment = await experimentFor(file, profile);
  try {
    // A history that can't be read is told before the hour of measuring, not after.
    await openHistory(history);
    // A night asks whether anything changed: where the time goes is asked of a run.
    const planned = await newRun({ ...experiment, flameGraphs: false });
    const remaining = remainingOf(planned);
    console.error(
      `${planned.cells.length} cells, ${remaining.length} deployments, about ${roughly(expectedSeconds(experiment, remaining))} and, where something is suspect, its A/B pairs`,
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
    .addArgument(
      new Argument('[experiment]', 'an experiment (YAML)').default(
        SHOP_NIGHT,
        "the shop's experiments/nightly.yaml",
      ),
    )
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
