import { z } from 'zod';
import type { Report } from '../../harness/analysis/report.ts';
import { cell, offeredCurve } from './cells.ts';
import { codeChange } from './codeChange.ts';
import { codeAndData, isoLoad, latencyShift, rpcTax } from './comparing.ts';
import { curve, prediction, whatIf } from './curves.ts';
import { economicsReport } from './economics.ts';
import { count, estimate } from './figures.ts';
import { kneeProfile } from './kneeProfiles.ts';
import { environment, experiment, run } from './setUp.ts';
import { comparison, notTested, verdict } from './verdict.ts';
import { wallTest } from './wallTest.ts';

/**
 * `analysis.json` and `report.json` as published. The compiler holds it against `Report`: a field that
 * a report has and this lacks does not compile, and the objects are strict the other way round.
 */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    run,
    environment,
    experiment,
    cells: z.array(cell),
    curves: z.array(curve),
    wallTests: z.array(wallTest),
    kneeProfiles: z.array(kneeProfile),
    predictions: z.array(prediction),
    whatIf: whatIf.nullable(),
    offered: z.array(offeredCurve),
    comparisons: z.array(comparison),
    codeAndData: z.array(codeAndData),
    isoLoads: z.array(isoLoad),
    latencyShifts: z.array(latencyShift),
    rpcTaxes: z.array(rpcTax),
    economics: economicsReport,
    codeChange: codeChange.nullable(),
    verdict,
    notTested: z.array(notTested),
    sensitivities: z.array(
      z.strictObject({
        topology: z.string(),
        scenario: z.string(),
        trials: count,
        throughput: estimate.nullable(),
        cpuMsPerRequest: estimate.nullable(),
      }),
    ),
  })
  .describe('A Plateau report as data.') satisfies z.ZodType<Report>;
