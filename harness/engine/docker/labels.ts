import type { Owner } from './owner.ts';

const PREFIX = 'dev.plateau';

/** On everything that Plateau makes; what lacks it is never touched. */
export const TOOL_LABEL = `${PREFIX}.tool`;
export const TOOL = 'plateau';
export const DEPLOYMENT_LABEL = `${PREFIX}.deployment`;
export const RUN_LABEL = `${PREFIX}.run`;
/** On the volume that marks an engine as in use. */
export const LOCK_LABEL = `${PREFIX}.lock`;

export type Labels = Readonly<Record<string, string>>;

/** Whose a container, network or volume is. */
export interface Belonging {
  /** Random, one a deployment. */
  readonly deployment: string;
  readonly run: string;
  readonly cell: string;
  readonly owner: Owner;
}

export const labelsOf = ({ deployment, run, cell, owner }: Belonging): Labels => ({
  [TOOL_LABEL]: TOOL,
  [DEPLOYMENT_LABEL]: deployment,
  [RUN_LABEL]: run,
  [`${PREFIX}.cell`]: cell,
  [`${PREFIX}.owner.machine`]: owner.machine,
  [`${PREFIX}.owner.boot`]: owner.boot,
  [`${PREFIX}.owner.pid-namespace`]: owner.pidNamespace,
  [`${PREFIX}.owner.pid`]: String(owner.pid),
  [`${PREFIX}.owner.started`]: owner.started,
});

/** @returns null where the labels are not wholly ours: such a thing has no known owner. */
export const belongingOf = (labels: Labels | undefined | null): Belonging | null => {
  if (labels?.[TOOL_LABEL] !== TOOL) return null;
  const deployment = labels[DEPLOYMENT_LABEL];
  const run = labels[RUN_LABEL];
  const cell = labels[`${PREFIX}.cell`];
  const machine = labels[`${PREFIX}.owner.machine`];
  const boot = labels[`${PREFIX}.owner.boot`];
  const pidNamespace = labels[`${PREFIX}.owner.pid-namespace`];
  const pid = Number(labels[`${PREFIX}.owner.pid`]);
  const started = labels[`${PREFIX}.owner.started`];
  if (deployment === undefined || run === undefined || cell === undefined) return null;
  if (machine === undefined || boot === undefined || pidNamespace === undefined) return null;
  if (started === undefined || !Number.isInteger(pid) || pid < 1) return null;
  return { deployment, run, cell, owner: { machine, boot, pidNamespace, pid, started } };
};
