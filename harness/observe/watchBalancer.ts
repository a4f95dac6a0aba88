import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoint } from '../../targets/target.ts';
import type { BalancerUsage } from '../model/usage.ts';
import { attempted } from './attempted.ts';
import { balancerEveryMs, balancerUsage } from './balancer.ts';
import { type HaproxyReading, parseHaproxyCsv } from './haproxy.ts';
import { containerOf, type Observer, type Watch } from './observer.ts';

/** Reads HAProxy's statistics over and over until the window ends. */
export const watchBalancer = (observer: Observer): Watch<BalancerUsage> => {
  const { balancer } = observer.observables;
  return balancer
    ? watching(observer, balancer)
    : { begin: () => {}, end: async () => ({ seen: [], unobserved: [] }) };
};

const watching = (
  { deployment, readUrls, signal }: Observer,
  { container, url }: Endpoint,
): Watch<BalancerUsage> => {
  const everyMs = balancerEveryMs(containerOf(deployment.plan, container).cpuCores);
  const ended = new AbortController();

  const readOnce = async (): Promise<HaproxyReading> => {
    const [answer] = await readUrls([url], signal);
    if (!answer || answer.body === null) throw new Error(answer?.error ?? 'it was not asked');
    return parseHaproxyCsv(answer.body);
  };
  const either = AbortSignal.any([signal, ended.signal]);
  const readUntilEnded = async (): Promise<BalancerUsage> => {
    const readings: HaproxyReading[] = [];
    const beganMs = performance.now();
    while (!ended.signal.aborted) {
      readings.push(await readOnce());
      // At uneven times: nodes run in bursts, a CFS period each, and so would be met in the same phase.
      const pauseMs = everyMs * (0.5 + Math.random());
      await delay(pauseMs, undefined, { signal: either }).catch(() => {});
    }
    readings.push(await readOnce());
    return balancerUsage(container, readings, (performance.now() - beganMs) / 1_000);
  };

  let usage: Promise<BalancerUsage> | null = null;
  return {
    begin: () => {
      usage = readUntilEnded();
      // Awaited at the end only; until then a rejection would be nobody's.
      usage.catch(() => {});
    },
    end: () => {
      ended.abort();
      return attempted(container, () => usage ?? Promise.reject(new Error('it was never begun')));
    },
  };
};
