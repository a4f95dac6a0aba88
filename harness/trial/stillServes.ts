import type { Deployment } from '../engine/engine.ts';
import type { Agent } from '../load/agent.ts';
import type { LoadJob, LoadResult } from '../model/load.ts';
import { containersOf } from '../model/plan.ts';
import type { Invalidity, Sample, ValidityRule } from '../model/trial.ts';
import type { Observer } from '../observe/observer.ts';
import { lastWords } from './casualties.ts';

/** An idle system that answers so many wrongly is broken; the load it had been under is over. */
const WRONG_SHARE = 0.1;
/** Of fewer requests all may be refused by right: a product that is sold out. */
const SPEAKS_FROM = 3;

interface Asked {
  readonly route: string;
  readonly ok: number;
  readonly all: number;
}

const byRoute = ({ routes }: LoadResult): readonly Asked[] =>
  [...new Set(routes.map(({ route }) => route))].map((route) => {
    const of = routes.filter((one) => one.route === route);
    const sum = (some: typeof of): number => some.reduce((count, one) => count + one.count, 0);
    return { route, ok: sum(of.filter(({ outcome }) => outcome === 'ok')), all: sum(of) };
  });

/** Routes that were never answered rightly; all that were not always, where that is a large share. */
const wrongRoutes = (load: LoadResult): readonly Asked[] => {
  const asked = byRoute(load);
  const sum = (of: (one: Asked) => number): number =>
    asked.reduce((count, one) => count + of(one), 0);
  const manyWrong = sum(({ all, ok }) => all - ok) > WRONG_SHARE * sum(({ all }) => all);
  return asked.filter(({ ok, all }) => (manyWrong && ok < all) || (ok === 0 && all >= SPEAKS_FROM));
};

/** As little as shows whether every route is answered. */
const idle = (job: LoadJob): LoadJob => ({
  ...job,
  seed: job.seed + 1,
  model: { kind: 'closed', connections: 4 },
  settleSeconds: 0,
  measureSeconds: 1,
  timeoutMs: Math.min(job.timeoutMs, 2_000),
});

const silentNodes = async (
  deployment: Deployment,
  { observables: { nodes }, readUrls, signal }: AfterLoad,
): Promise<readonly Invalidity<ValidityRule>[]> => {
  const answers = await readUrls(
    nodes.map(({ url }) => url),
    signal,
  );
  return Promise.all(
    nodes.flatMap(({ container }, index) => {
      const answer = answers[index];
      return answer && answer.body !== null
        ? []
        : [
            lastWords(deployment, container).then((words) => ({
              rule: 'node-silent' as const,
              detail: `${container} runs, and when the load was over it did not answer: ${answer?.error ?? 'it was not asked'}${words}`,
            })),
          ];
    }),
  );
};

export interface AfterLoad extends Pick<Observer, 'observables' | 'readUrls'> {
  readonly job: LoadJob;
  readonly sample: Sample;
  readonly signal: AbortSignal;
}

/** A node that hangs is soon avoided by its balancer: few requests in all may tell of it. */
const mayHang = ({ load: { counts }, system: { unobserved } }: Sample): boolean =>
  counts.timeouts + counts.lost + unobserved.length > 0;

/**
 * Tells an overload, which is a result, from a system that is broken though its containers run:
 * what did not answer, or answered much wrongly, under load is asked again now that it is idle and
 * has all the CPU it wants. Costs nothing where all was well.
 */
export const brokenThoughRunning = async (
  deployment: Deployment,
  agent: Agent,
  after: AfterLoad,
): Promise<readonly Invalidity<ValidityRule>[]> => {
  const silent = mayHang(after.sample) ? await silentNodes(deployment, after) : [];
  if (silent.length > 0) return silent;
  if (wrongRoutes(after.sample.load).length === 0) return [];
  const wrong = wrongRoutes(await agent.drive(idle(after.job), after.signal));
  if (wrong.length === 0) return [];
  const apps = containersOf(deployment.plan).filter(({ role }) => role === 'app');
  const words = await Promise.all(
    apps.map(async ({ name }) => `${name}${await lastWords(deployment, name)}`),
  );
  return [
    {
      rule: 'answers-wrong',
      detail: `when the load was over the system still did not answer rightly: ${wrong
        .map(({ route, ok, all }) => `${route} ${all - ok} of ${all} times`)
        .join(', ')}\n${words.join('\n')}`,
    },
  ];
};
