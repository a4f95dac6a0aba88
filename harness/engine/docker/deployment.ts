import type { Container } from 'dockerode';
import type { ContainerPlan, DeploymentPlan } from '../../model/plan.ts';
import { type ContainerState, type Deployment, EngineError } from '../engine.ts';
import { asked } from './api.ts';
import { cpuLimit } from './containers.ts';
import { exec } from './exec.ts';
import { lastLines } from './logs.ts';
import type { Secrets } from './secrets.ts';
import type { UsageReader } from './stats.ts';
import { together } from './together.ts';

/** A container that serves. */
export interface Running {
  readonly plan: ContainerPlan;
  readonly container: Container;
  /** Null where it publishes no port. */
  readonly url: string | null;
  readonly counters: UsageReader;
}

/** @throws {EngineError} where the plan's entry publishes no port. */
export const makeDeployment = (made: {
  readonly plan: DeploymentPlan;
  readonly running: readonly Running[];
  readonly secrets: Secrets;
  readonly remove: () => Promise<void>;
}): Deployment => {
  const { plan, running, secrets } = made;
  const named = (name: string): Running => {
    const found = running.find((one) => one.plan.name === name);
    if (found === undefined) throw new EngineError(`The deployment has no container ${name}.`);
    return found;
  };
  const publishedUrl = (name: string): string => {
    const { url } = named(name);
    if (url === null) throw new EngineError(`${name} publishes no port.`);
    return url;
  };
  let removal: Promise<void> | null = null;

  return {
    plan,
    entryUrl: publishedUrl(plan.entry.container),
    internalUrl: `http://${plan.entry.container}:${plan.entry.port}`,
    publishedUrl,
    clamp: async (cpu) => {
      await together(
        running.map(({ plan: { name, cpuCores }, container }) =>
          asked(
            `limit the CPU of ${name}`,
            container.update(cpuLimit(cpu, cpuCores, plan.cpuPeriodMicros)),
          ),
        ),
      );
    },
    exec: async (name, command) => {
      const { exitCode, stdout, stderr } = await exec(named(name).container, name, command);
      if (exitCode === 0) return stdout;
      throw new EngineError(
        `${command[0]} in ${name} ended with code ${exitCode}: ` +
          secrets.redact((stderr || stdout).trim() || 'it wrote nothing'),
      );
    },
    usage: () => together(running.map((one) => one.counters.usage())),
    states: () => together(running.map(stateOf)),
    logs: async (name, lines) =>
      secrets.redact(await lastLines(named(name).container, name, lines)),
    [Symbol.asyncDispose]: () => {
      removal ??= made.remove().catch((error: unknown) => {
        removal = null;
        throw error;
      });
      return removal;
    },
  };
};

const stateOf = async ({ plan, container, counters }: Running): Promise<ContainerState> => {
  const [{ State, RestartCount }, memoryKills] = await Promise.all([
    asked(`inspect ${plan.name}`, container.inspect()),
    counters.memoryKills(),
  ]);
  return {
    container: plan.name,
    running: State.Running && !State.Paused,
    paused: State.Paused,
    exitCode: State.Running ? null : State.ExitCode,
    startedAt: State.StartedAt,
    restarts: RestartCount,
    oomKilled: State.OOMKilled,
    memoryKills,
  };
};
