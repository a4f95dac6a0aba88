import type { Environment } from '../model/environment.ts';

type Figure = string | number | null;

const figures = (environment: Environment): Readonly<Record<string, Figure>> => ({
  'Plateau version': environment.plateauVersion,
  commit: environment.commit,
  'CPU model': environment.cpuModel,
  'CPU cores': environment.cpuCores,
  'memory in bytes': environment.memoryBytes,
  kernel: environment.kernel,
  engine: `${environment.engine.name} ${environment.engine.version}`,
  ...Object.fromEntries(
    Object.entries(environment.images).map(([name, hash]) => [`image ${name}`, hash]),
  ),
});

/** What is not alike in two environments, a line each: trials of both would not be one experiment's. */
export const environmentDifferences = (
  before: Environment,
  now: Environment,
): readonly string[] => {
  const [first, second] = [figures(before), figures(now)];
  return [...new Set([...Object.keys(first), ...Object.keys(second)])]
    .filter((what) => first[what] !== second[what])
    .map((what) => `${what}: ${first[what] ?? 'none'} before, ${second[what] ?? 'none'} now`);
};
