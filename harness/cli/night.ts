import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NightlyReport } from '../../reports/nightly/data.ts';
import { renderNightly } from '../../reports/nightly/render.ts';
import type { ImageIndex } from '../engine/engine.ts';
import { attribute } from '../history/attribution.ts';
import { baselineOf } from '../history/baseline.ts';
import { judgeNight } from '../history/gate.ts';
import { type Deployed, gatedCells, measuredNight } from '../history/measured.ts';
import type { Decision, Night, NightMeasurement, NightStatus } from '../history/night.ts';
import { appendEntry, type History, keepByHash } from '../history/store.ts';
import { containersOf } from '../model/plan.ts';
import { readRun, writeWhole } from '../trial/runFolder.ts';
import { EXIT } from './exit.ts';
import { lockIdentity, openHistory } from './history.ts';
import { measure } from './measure.ts';
import { nightReport } from './nightReport.ts';
import { type PairsBench, PLANS, pairsBench } from './pairs.ts';
import type { Planned } from './planned.ts';
import { writeReport } from './report.ts';
import { RUNS_FOLDER } from './runsFolder.ts';

export const EXIT_OF: Readonly<Record<NightStatus, number>> = {
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

const writeNight = async (folder: string, report: NightlyReport): Promise<void> => {
  for (const [file, content] of await renderNightly(report)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeWhole(join(folder, file), content);
  }
};

/** Measures, judges, appends and reports one night. @throws {EngineError | HistoryError} and appends nothing. */
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
  const exitCode = EXIT_OF[night.decision.status];
  await writeNight(runFolder, nightReport(night, nights.newestFirst, exitCode));
  console.error(`report: ${join(runFolder, 'nightly.html')}`);
  return night;
};
