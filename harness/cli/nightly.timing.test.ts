import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProvablyDead, type Owner, thisProcess } from '../engine/docker/owner.ts';
import type { Attribution } from '../history/attribution.ts';
import type { Decision, Night } from '../history/night.ts';
import { appendEntry, keepByHash, keptByHash, readHistory } from '../history/store.ts';
import { type DeploymentPlan, mapContainers } from '../model/plan.ts';

const PLATEAU = join(import.meta.dirname, '../../scripts/plateau');
const CELL = 'single-1-browse';
const OFFERED = 'single-1-browse-offered';

const EXPERIMENT = `
name: short
topologies: { single: [1] }
trials: 3
timing: { warmUpCpuPerNode: 500ms, warmUpAtMost: 3s, settle: 500ms, measure: 3s }
offered:
  topologies: { single: [1] }
  rates: [60]
  search: 0
  deployments: 3
  measure: 6s
  connections: 24
`;

const self = thisProcess();
const identity = {
  self,
  isProvablyDead: (owner: unknown) => isProvablyDead(owner as Owner, self),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-nightly-'));
  await writeFile(join(folder, 'short.yaml'), EXPERIMENT);
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly said: string;
  readonly decision: Decision & { readonly attribution: Attribution | null };
}

/** Nights that other work on this machine made invalid (exit 3) are no answer, and are done again. */
const NIGHTS_TRIED = 4;

const nightly = async (history: string): Promise<Ended> => {
  let ended = await oneNight(history);
  for (let tried = 1; ended.code === 3 && tried < NIGHTS_TRIED; tried += 1)
    ended = await oneNight(history);
  return ended;
};

const oneNight = (history: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const args = ['nightly', 'short.yaml', '--history', history, '--json'];
    execFile(PLATEAU, args, { cwd: folder }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      if (stdout === '') reject(new Error(`exit ${code}: ${stderr}`));
      else resolve({ code, said: stderr, decision: JSON.parse(stdout) as Ended['decision'] });
    });
  });

const planOf = async (night: Night, cell: string): Promise<DeploymentPlan> =>
  (await keptByHash(join(folder, 'first'), 'plans', night.plans[cell] ?? '')) as DeploymentPlan;

const onlyNight = async (): Promise<Night> => {
  const [entry] = (await readHistory(join(folder, 'first'))).newestFirst;
  if (entry?.kind !== 'night') throw new Error('no night in the history');
  return entry;
};

/** Seven nights like the first one, but with twice the throughput and half of everything else. */
const fasterNights = async (history: string, plans: Night['plans']): Promise<void> => {
  const first = await onlyNight();
  for (let index = 0; index < 7; index += 1)
    await appendEntry(
      join(folder, history),
      {
        ...first,
        id: `faster-${index}`,
        plans,
        metrics: first.metrics.map((metric) => ({
          ...metric,
          values: metric.values.map((value) =>
            metric.kind === 'throughput' ? value * 2 : value / 2,
          ),
        })),
      },
      identity,
    );
};

describe('plateau nightly', { timeout: 900_000 }, () => {
  it('measures the first night, keeps it and says that there is no history yet', async () => {
    const { code, decision } = await nightly('first');
    expect(code, decision.reasons.join('\n')).toBe(4);
    expect(decision.reasons[0]).toContain('0 accepted nights');
    const night = await onlyNight();
    expect(night.metrics.map(({ id }) => id)).toEqual(
      expect.arrayContaining([`throughput ${CELL}`, `cpu ${CELL} app/shop`, `p99 ${OFFERED}`]),
    );
    expect(Object.values(night.images).join(' ')).toMatch(/plateau\/shop:[0-9a-f]{12}/);
    expect(Object.keys(night.images)).not.toContain('agent');
  });

  it('fails on what A/B pairs with the baseline confirm, and says where it sits', async () => {
    const first = await onlyNight();
    const plan = await planOf(first, CELL);
    const larger = mapContainers(plan, (each) =>
      each.role === 'app' ? { ...each, cpuCores: each.cpuCores * 2 } : each,
    );
    const keep = (kept: DeploymentPlan) => keepByHash(join(folder, 'slower'), 'plans', kept);
    await fasterNights('slower', {
      [CELL]: await keep(larger),
      [OFFERED]: await keep(await planOf(first, OFFERED)),
    });
    const { code, decision } = await nightly('slower');
    expect(code, decision.reasons.join('\n')).toBe(1);
    expect(decision.status).toBe('regressed');
    const throughput = decision.confirmation?.metrics.find(({ id }) => id === `throughput ${CELL}`);
    expect(throughput?.verdict).toBe('regressed');
    const cell = decision.attribution?.cells.find((each) => each.cell === CELL);
    expect(cell?.throughput?.moved).toBe(true);
    const p99 = decision.confirmation?.metrics.find(({ id }) => id === `p99 ${OFFERED}`);
    expect(p99?.pairs).toBeGreaterThanOrEqual(5);
    const [run] = (await readdir(join(folder, 'runs'))).toSorted().slice(-1);
    expect(await readdir(join(folder, 'runs', run ?? ''))).toContain('pairs-before.ndjson');
  });

  it('lets a night pass whose suspicion falls on the machine: nothing deployed has changed', async () => {
    await fasterNights('unchanged', (await onlyNight()).plans);
    const { code, decision } = await nightly('unchanged');
    expect([code, decision.status]).toEqual([0, 'cleared']);
    expect(decision.suspects).toContain(`throughput ${CELL}`);
    expect(decision.reasons[0]).toContain('what changed is the machine');
  });
});
