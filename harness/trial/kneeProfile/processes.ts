import type { Profiling } from '../../../targets/target.ts';
import type { GroupStacks, StackTree } from '../../model/kneeProfile.ts';
import { attempted } from '../../observe/attempted.ts';
import { containerOf, type Observer, together, type Watched } from '../../observe/observer.ts';
import { folded, type Locate, parseCpuProfile } from '../../observe/stacks/fold.ts';
import { sourcesOf } from '../../observe/stacks/sources.ts';
import { merged } from '../../observe/stacks/trie.ts';

/** Whatever does not start has nothing to say when it is stopped, and is told of then. */
export const startProfilers = async (
  { deployment, readUrls, signal }: Observer,
  { processes }: Profiling,
): Promise<void> => {
  await readUrls(
    processes(deployment.plan).map(({ startUrl }) => startUrl),
    signal,
  );
};

interface ProcessStacks {
  readonly group: string;
  readonly stacks: StackTree;
}

/** Stops the profilers. @returns the samples by group, those of its replicas together. */
export const readStacks = async (
  { deployment, readUrls, signal }: Observer,
  { processes }: Profiling,
): Promise<Watched<GroupStacks>> => {
  const profiled = processes(deployment.plan);
  const [first] = profiled;
  if (!first) return { seen: [], unobserved: [] };
  const { container, command } = first.sourceMap;
  const [answers, map] = await Promise.all([
    readUrls(
      profiled.map(({ stopUrl }) => stopUrl),
      signal,
    ),
    deployment.exec(container, command),
  ]);
  const locate = sourcesOf(map);
  const { seen, unobserved } = together(
    await Promise.all(
      profiled.map(({ container: name }, index) =>
        attempted(name, () => ({
          group: containerOf(deployment.plan, name).group,
          stacks: stacksIn(answers[index], locate),
        })),
      ),
    ),
  );
  return { seen: byGroup(seen), unobserved };
};

const stacksIn = (
  answer: { readonly body: string | null; readonly error: string | null } | undefined,
  locate: Locate,
): StackTree => {
  if (!answer || answer.body === null) throw new Error(answer?.error ?? 'it was not asked');
  return folded(parseCpuProfile(answer.body), locate);
};

const byGroup = (processes: readonly ProcessStacks[]): readonly GroupStacks[] =>
  [...new Set(processes.map(({ group }) => group))].map((group) => {
    const replicas = processes.filter((process) => process.group === group);
    return {
      group,
      replicas: replicas.length,
      stacks: merged(replicas.map(({ stacks }) => stacks)),
    };
  });
