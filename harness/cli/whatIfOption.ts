import { nearest } from '../experiment/nearest.ts';
import type { OtherSizes } from '../analysis/whatIf.ts';
import { UsageError } from './errors.ts';

/** What can be reckoned with, as it is written → what it sets. */
const SETTINGS = {
  'node.cpu': 'nodeCpuCores',
  'database.cpu': 'databaseCpuCores',
  'balancer.cpu': 'balancerCpuCores',
  hardware: 'hardwareFactor',
} as const satisfies Readonly<Record<string, keyof OtherSizes>>;

const NAMES = Object.keys(SETTINGS);

const isName = (name: string): name is keyof typeof SETTINGS => NAMES.includes(name);

export const WHAT_IF_HELP = `
--what-if reckons with other sizes: from the CPU that a request cost in the smallest cell of each topology it
predicts what every cell would carry at most, and which part would hold it there. ${NAMES.slice(0, 3).join(', ')}
are cores (of each node; of all databases together), hardware is how many times the work of a measured core
another one does. The mix of requests can't be changed: what each route costs the parts is not measured.

  plateau report runs/A --what-if database.cpu=0.8,node.cpu=0.2
  plateau report runs/A --what-if hardware=1.5 --format json`;

/** `database.cpu=0.8,node.cpu=0.2` @throws {UsageError} naming what is not known, with what was probably meant. */
export const parseWhatIf = (text: string): OtherSizes => {
  const sizes: { -readonly [Name in keyof OtherSizes]: OtherSizes[Name] } = {
    nodeCpuCores: null,
    databaseCpuCores: null,
    balancerCpuCores: null,
    hardwareFactor: 1,
  };
  const seen = new Set<string>();
  for (const part of text.split(',').map((each) => each.trim())) {
    const [name = '', figure, ...rest] = part.split('=').map((each) => each.trim());
    if (!isName(name)) {
      const meant = nearest(name, NAMES);
      throw new UsageError(
        `--what-if knows no "${name}": ${meant ? `did you mean ${meant}?` : `known are ${NAMES.join(', ')}`}`,
      );
    }
    if (seen.has(name)) throw new UsageError(`--what-if names ${name} twice`);
    seen.add(name);
    const value = Number(figure);
    if (rest.length > 0 || !figure || !Number.isFinite(value) || value <= 0) {
      throw new UsageError(
        `--what-if ${part}: ${name} takes a number over 0, such as ${name}=${name === 'hardware' ? '1.5' : '0.8'}`,
      );
    }
    sizes[SETTINGS[name]] = value;
  }
  return sizes;
};
