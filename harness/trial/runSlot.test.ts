import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileExperiment } from '../experiment/read.ts';
import type { Experiment } from '../model/experiment.ts';
import type { LoadResult } from '../model/load.ts';
import type { Stage, Trial } from '../model/trial.ts';
import { type FakeAgent, fakeAgent, loadResult } from './fixtures/fakeAgent.ts';
import { type FakeBehaviour, type FakeEngine, fakeEngine } from './fixtures/fakeEngine.ts';
import { type FakeData, fakeTarget } from './fixtures/fakeTarget.ts';
import { planCells } from './planCells.ts';
import { nextRate } from '../analysis/offered/rates.ts';
import { removal } from './removal.ts';
import { runSlot } from './runSlot.ts';

const experiment: Experiment = {
  ...profileExperiment('quick'),
  topologies: [{ topology: 'pair', scales: [1] }],
  scenario: 'browse',
  timing: {
    warmUpCpuSecondsPerNode: 0.01,
    warmUpMaxSeconds: 1,
    settleSeconds: 0.01,
    measureSeconds: 0.02,
    requestTimeoutMs: 1_000,
  },
};

let agent: FakeAgent;
beforeEach(async () => {
  agent = await fakeAgent(loadResult());
});
afterEach(() => agent[Symbol.asyncDispose]());

interface Ran {
  /** The first trial. */
  readonly trial: Trial;
  readonly trials: readonly Trial[];
  readonly engine: FakeEngine;
}

interface Asked {
  readonly data: FakeData;
  readonly experiment: Experiment;
  readonly signal: AbortSignal;
  readonly onStage: (stage: Stage) => void;
}

const ran = async (
  behaviour: Partial<FakeBehaviour> = {},
  asked: Partial<Asked> = {},
): Promise<Ran> => {
  const engine = fakeEngine({ agentUrl: agent.url, ...behaviour });
  const { data = { audited: 'fine', settles: true } } = asked;
  const target = { ...fakeTarget(data), scenarios: { browse: {} as never } };
  const tried = asked.experiment ?? experiment;
  const planned = planCells(tried, target, 2).at(-1);
  if (!planned) throw new Error('no cell');
  const leaving = removal();
  const trials: Trial[] = [];
  try {
    await runSlot(
      {
        engine,
        images: {},
        target,
        experiment: tried,
        run: 'test',
        readHost: async () => null,
        calibratedStealShare: null,
        removal: leaving,
        signal: asked.signal ?? new AbortController().signal,
        onStage: asked.onStage ?? (() => {}),
        nextRate: nextRate(tried),
        trials: () => trials,
        keep: async (trial) => void trials.push(trial),
      },
      planned,
      1,
    );
  } finally {
    await leaving.finish();
    expect(engine.left()).toBe(0);
  }
  const [trial] = trials;
  if (!trial) throw new Error('no trial was kept');
  return { trial, trials, engine };
};

const rulesOf = ({ outcome }: Trial): readonly string[] =>
  outcome.status === 'invalid' ? outcome.reasons.map(({ rule }) => rule) : [];

const agentAnswering = async (
  over: Partial<LoadResult>,
  idle: Partial<LoadResult> = over,
): Promise<void> => {
  await agent[Symbol.asyncDispose]();
  agent = await fakeAgent(loadResult(over), loadResult(idle));
};

const wrongly: Partial<LoadResult> = {
  routes: loadResult().routes.map((route) => ({ ...route, outcome: 'error' })),
};

describe('a trial at saturation', () => {
  it('warms up unclamped, restores, clamps, drives, audits and removes', async () => {
    const { trial, engine } = await ran();
    expect(trial.outcome.status).toBe('completed');
    expect(engine.calls).toEqual([
      'deploy',
      'exec restore',
      'clamp',
      'unclamp',
      'exec settled',
      'exec audit',
      'dispose',
    ]);
    expect(Object.keys(trial.stageSeconds)).toContain('drive');
  });

  it('whose data do not add up is no result', async () => {
    const { trial } = await ran({}, { data: { audited: '3 pieces too many', settles: true } });
    expect(rulesOf(trial)).toEqual(['stock-does-not-add-up']);
  });

  it('whose queues do not drain is no result', async () => {
    expect(rulesOf((await ran({}, { data: { audited: 'fine', settles: false } })).trial)).toEqual([
      'unsettled',
    ]);
  });

  it('whose generator was saturated is no result', async () => {
    expect(rulesOf((await ran({ utilisation: 0.9 })).trial)).toEqual(['generator-saturated']);
  });

  it('in which a container restarted is no result, and tells its last lines', async () => {
    const { trial } = await ran({ restarts: 'app-1', log: 'out of luck' });
    expect(rulesOf(trial)).toEqual(['container-changed']);
    expect(JSON.stringify(trial.outcome)).toContain('out of luck');
  });

  it('that fails beside a container that restarted names that and its last lines', async () => {
    const { trial } = await ran({
      restarts: 'app-1',
      log: 'out of luck',
      exec: (_container, command) => {
        if (command[0] === 'audit') throw new Error('psql is gone');
        return '';
      },
    });
    expect(trial.outcome).toMatchObject({
      stage: 'reconcile',
      error: 'psql is gone\napp-1 restarted during the trial; its last lines:\nout of luck',
    });
  });

  it('full of wrong answers that end with the load is a result', async () => {
    await agentAnswering(wrongly, {});
    expect((await ran()).trial.outcome.status).toBe('completed');
  });

  it('whose system answers wrongly when it is idle, too, is none', async () => {
    await agentAnswering(wrongly);
    const { trial } = await ran({ log: 'no such table' });
    expect(rulesOf(trial)).toEqual(['answers-wrong']);
    expect(JSON.stringify(trial.outcome)).toContain('GET / 100 of 100 times');
    expect(JSON.stringify(trial.outcome)).toContain('no such table');
  });

  it('whose requests are not all accounted for is no result', async () => {
    await agentAnswering({
      counts: { sent: 101, completed: 100, errors: 0, timeouts: 0, lost: 0 },
    });
    expect(rulesOf((await ran()).trial)).toEqual(['requests-unaccounted']);
  });

  it("full of the system's own errors is a result", async () => {
    await agentAnswering({
      counts: { sent: 100, completed: 1, errors: 90, timeouts: 5, lost: 4 },
    });
    expect((await ran()).trial.outcome.status).toBe('completed');
  });

  it('that could not be deployed failed in that stage', async () => {
    const { trial } = await ran({ deployFails: 'no such image' });
    expect(trial.outcome).toEqual({ status: 'failed', stage: 'deploy', error: 'no such image' });
  });

  it('that fails half-way is removed, and names its stage', async () => {
    const { trial } = await ran({
      exec: (_container, command) => {
        if (command[0] === 'audit') throw new Error('psql is gone');
        return '';
      },
    });
    expect(trial.outcome).toEqual({ status: 'failed', stage: 'reconcile', error: 'psql is gone' });
  });

  it('that is interrupted throws the reason and leaves nothing', async () => {
    const controller = new AbortController();
    const interrupted = ran(
      {},
      {
        signal: controller.signal,
        onStage: (stage) => {
          if (stage === 'drive') controller.abort(new Error('enough'));
        },
      },
    );
    await expect(interrupted).rejects.toThrow('enough');
  });
});

describe('a deployment of an offered cell', () => {
  const offered: Experiment = {
    ...experiment,
    retries: 0,
    offered: {
      topologies: [{ topology: 'pair', scales: [1] }],
      ratesPerSecond: [10, 20, 30],
      searchProbes: 0,
      deployments: 1,
      measureSeconds: 0.02,
      connections: 7,
    },
  };

  it('is warmed once, and every rate begins with the same data', async () => {
    const { trials, engine } = await ran({}, { experiment: offered });
    expect(engine.calls.filter((call) => call === 'deploy')).toHaveLength(1);
    expect(engine.calls.filter((call) => call === 'exec restore')).toHaveLength(3);
    expect(trials.map(({ stageSeconds }) => Object.keys(stageSeconds).includes('warm-up'))).toEqual(
      [true, false, false],
    );
    expect(new Set(trials.map(({ probe }) => probe?.ratePerSecond))).toEqual(new Set([10, 20, 30]));
    expect(new Set(trials.map(({ probe }) => probe?.deployedAt)).size).toBe(1);
  });

  it('goes on after a probe that was no result', async () => {
    const { trials } = await ran({ utilisation: 0.9 }, { experiment: offered });
    expect(trials.map(({ outcome }) => outcome.status)).toEqual(['invalid', 'invalid', 'invalid']);
  });

  it('ends with a probe that failed: what failed may be broken', async () => {
    let audits = 0;
    const { trials } = await ran(
      {
        exec: (_container, command) => {
          if (command[0] === 'audit' && ++audits === 2) throw new Error('psql is gone');
          return '';
        },
      },
      { experiment: offered },
    );
    expect(trials.map(({ outcome }) => outcome.status)).toEqual(['completed', 'failed']);
  });

  it('that can not be had is one failed trial without a rate', async () => {
    const { trials } = await ran({ deployFails: 'no such image' }, { experiment: offered });
    expect(trials.map(({ probe }) => probe)).toEqual([null]);
  });
});
