import type { Report, ReportCell, ReportTrial } from '../harness/analysis/report.ts';

const COLUMNS = [
  'run',
  'target',
  'scenario',
  'topology',
  'nodes',
  'load',
  'raised',
  'app_cpu_cores',
  'balancer_cpu_cores',
  'database_cpu_cores',
  'provisioned_cpu_cores',
  'trial',
  'attempt',
  'offered_per_second',
  'started_at',
  'status',
  'throughput_per_second',
  'rule_or_stage',
  'detail',
] as const;

/** Tidy: one row a trial, one column a variable, also of trials that count for nothing (RFC 4180). */
export function renderCsv(reports: readonly Report[]): string {
  const rows = reports.flatMap((report) =>
    report.cells.flatMap((entry) => entry.trials.map((trial) => rowOf(report, entry, trial))),
  );
  return [COLUMNS, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function rowOf(
  report: Report,
  entry: ReportCell,
  trial: ReportTrial,
): readonly (string | number | null)[] {
  const { cell, cpuCoresByRole } = entry;
  const { outcome } = trial;
  const reasons =
    outcome.status === 'invalid'
      ? outcome.reasons
      : outcome.status === 'failed'
        ? [{ rule: outcome.stage, detail: outcome.error }]
        : [];
  return [
    report.run.id,
    report.run.target,
    cell.scenario,
    cell.topology,
    cell.scale,
    cell.load,
    cell.raised,
    cpuCoresByRole.app,
    cpuCoresByRole.balancer,
    cpuCoresByRole.database,
    entry.provisionedCpuCores,
    trial.repetition,
    trial.attempt,
    trial.offeredPerSecond,
    trial.startedAt,
    outcome.status,
    trial.throughputPerSecond,
    reasons.map(({ rule }) => rule).join('; '),
    reasons.map(({ detail }) => detail).join('; '),
  ];
}

function field(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(value) : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
