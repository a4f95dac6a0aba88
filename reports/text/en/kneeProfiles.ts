import type { FlameGraph } from '../../../harness/analysis/kneeProfile/flame.ts';
import type { KneeFindings } from '../../../harness/analysis/kneeProfile/findings.ts';
import type { Owner } from '../../../harness/analysis/kneeProfile/owner.ts';
import type { WaitClass } from '../../../harness/model/usage.ts';
import { percent, plain, whole } from '../../figures.ts';

const ownerKinds: Readonly<Record<Exclude<Owner['kind'], 'component'>, string>> = {
  shared: 'shared code of the target',
  package: 'npm packages',
  node: 'Node.js',
  engine: 'V8 and native code',
};

const waitClasses: Readonly<Record<WaitClass, string>> = {
  cpu: 'Ran, or wanted to',
  lock: 'Row or table lock',
  lwlock: 'Lock inside the server',
  wal: 'Write-ahead log',
  io: 'Other files',
  client: 'The application',
  other: 'Anything else',
};

const ownerName = (owner: Owner): string => {
  switch (owner.kind) {
    case 'component':
      return `component ${owner.name}`;
    case 'package':
      return `package ${owner.name}, called by no component`;
    case 'engine':
      return `V8: ${owner.name}`;
    default:
      return ownerKinds[owner.kind];
  }
};

/** What the profilers cost, against the trials. */
const comparedWith = (perSecond: number, measuredPerSecond: number | null): string =>
  measuredPerSecond === null || measuredPerSecond <= 0
    ? ''
    : ` (${percent(perSecond / measuredPerSecond)} of what its trials measured without them)`;

export const kneeProfiles = {
  title: 'Where does the time go?',
  intro:
    'After all trials the cell nearest to each knee was deployed once more and loaded to saturation under its limits, with profilers on. What is told here comes from that one deployment, and it enters no other figure of this report.',
  seen: (
    { cellId, seconds, throughputPerSecond, samples, graphs }: KneeFindings,
    measuredPerSecond: number | null,
  ): string =>
    `${cellId}: ${plain(seconds)} s at ${plain(throughputPerSecond)} requests/s with profilers on${comparedWith(throughputPerSecond, measuredPerSecond)}; ${whole(samples)} samples on the CPU in ${graphs.reduce((sum, { replicas }) => sum + replicas, 0)} application processes. ${
      graphs.length === 1
        ? 'All components share each process: they are told apart by the modules of their functions.'
        : 'Each service has processes of its own.'
    }`,
  failed: (cellId: string, error: string): string => `${cellId} could not be profiled: ${error}.`,
  unobserved: 'Not seen',
  ownerKinds,
  ownerName,
  owners: {
    title: (cellId: string): string => `Whose work the application’s CPU did in ${cellId}`,
    explanation:
      'Each sample counts for the innermost component on its stack, and only where there is none for a package, Node.js or V8. What goes on after a wait (a query that is sent later, an answer that is read) has no component on its stack any more. The interval is that of sampling alone: another deployment may differ by more.',
    owner: 'Done for',
    share: 'CPU samples (%)',
  },
  flameTitle: (cellId: string, group: string): string => `Flame graph of ${group} in ${cellId}`,
  flameDescription: ({ group, replicas, samples, boxes }: FlameGraph): string =>
    `CPU time of ${group} by call stack: ${whole(samples)} samples of ${replicas === 1 ? 'one process' : `${replicas} processes`}. What a function calls stands above it; its width is its share of the time; the widest of ${boxes.length} is at the left.`,
  functions: {
    title: (cellId: string): string => `Functions that took most CPU by themselves in ${cellId}`,
    explanation:
      'Shares of all samples of all application processes. By itself: the sample ended in the function. With callees: it was on the stack.',
    fn: 'Function',
    module: 'Module',
    self: 'By itself (%)',
    total: 'With callees (%)',
  },
  waits: {
    title: (cellId: string): string => `What database sessions waited for in ${cellId}`,
    explanation:
      'Mean number of active sessions in each state, sampled from pg_stat_activity. A session that its server’s CPU quota holds up counts as one that ran, or wanted to.',
    server: 'Server',
    idle: 'Idle in a transaction',
    samples: 'Samples',
    classes: waitClasses,
  },
  statements: {
    title: (cellId: string): string => `Statements that took most time in ${cellId}`,
    explanation:
      'From pg_stat_statements. The time runs from a statement’s start to its end: stalls by the CPU quota and waits are in it.',
    statement: 'Statement',
    server: 'Server',
    share: 'Share of all statements’ time',
    calls: 'Calls',
    mean: 'Time a call (ms)',
    rows: 'Rows a call',
    noCalls: 'it was never called',
  },
  see: 'see where the time goes',
};
