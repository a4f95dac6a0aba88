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
  const readUntilEnded = async (): Promise<readonly HaproxyReading[]> => {
    const readings: HaproxyReading[] = [];
    for (let dueMs = performance.now(); !ended.signal.aborted; dueMs += everyMs) {
      await delay(Math.max(0, dueMs - performance.now()), undefined, {
        signal: AbortSignal.any([signal, ended.signal]),
      }).catch(() => {});
      readings.push(await readOnce());
    }
    return readings;
  };

  let readings: Promise<readonly HaproxyReading[]> = Promise.resolve([]);
  return {
    begin: () => {
      readings = readUntilEnded();
      // Awaited at the end only; until then a rejection would be nobody's.
      readings.catch(() => {});
    },
    end: () => {
      ended.abort();
      return attempted(container, async () => balancerUsage(container, await readings));
    },
  };
};
