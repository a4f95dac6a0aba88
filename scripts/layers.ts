/**
 * Holds the direction of imports: a file may import from its own layer and from those listed for it.
 * The pure layers touch no socket, no clock and no file; tests and fixtures may do as they like.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

/** Layer → the layers it may import. The first prefix that fits a file is its layer. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'harness/model': [],
  'harness/experiment': ['harness/model'],
  targets: ['harness/model', 'harness/experiment'],
  'harness/engine': ['harness/model', 'harness/experiment', 'targets'],
  'harness/load': ['harness/model', 'harness/experiment', 'targets'],
  'harness/observe': ['harness/model', 'harness/experiment', 'targets', 'harness/engine'],
  'harness/trial': [
    'harness/model',
    'harness/experiment',
    'targets',
    'harness/engine',
    'harness/load',
    'harness/observe',
  ],
  'harness/analysis': ['harness/model'],
  reports: ['harness/model', 'harness/analysis'],
  'harness/history': ['harness/model', 'harness/analysis'],
  'harness/cli': ['harness', 'reports', 'targets'],
  scripts: ['harness', 'reports', 'targets'],
};

/** Layers whose modules compute and do nothing else. */
const PURE = ['harness/model', 'harness/experiment', 'harness/analysis'];
/** Node's modules that reach nothing outside of the process. */
const HARMLESS = ['node:zlib', 'node:buffer', 'node:url'];
const CLOCK = /\b(Date\.now|performance\.now|new Date\(\)|setTimeout|setInterval|fetch\()/;

const inFolder = (file: string, folder: string): boolean => file.startsWith(`${folder}/`);
const layerOf = (file: string): string | undefined =>
  Object.keys(LAYERS).find((folder) => inFolder(file, folder));

const importsOf = (source: string): readonly string[] =>
  [...source.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?(?:from\s*)?'([^']+)'/g)].map(
    ([, specifier]) => specifier ?? '',
  );

const posix = (path: string): string => path.split(sep).join('/');

const problems = ['harness', 'targets', 'reports', 'scripts']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .map(posix)
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => !/\.(test|cases)\.ts$|\/fixtures\//.test(file))
  .flatMap((file) => {
    const layer = layerOf(file);
    if (!layer) return [`${file} is in no layer: name its folder in scripts/layers.ts`];
    const source = readFileSync(file, 'utf8');
    const allowed = [layer, ...(LAYERS[layer] ?? [])];
    const wrongWay = importsOf(source)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix(normalize(join(dirname(file), specifier))))
      .filter((imported) => !allowed.some((folder) => inFolder(imported, folder)))
      .map((imported) => `${file} imports ${imported}: ${layer} may import ${allowed.join(', ')}`);
    if (!PURE.includes(layer)) return wrongWay;
    const impure = importsOf(source)
      .filter((specifier) => specifier.startsWith('node:') && !HARMLESS.includes(specifier))
      .map((specifier) => `${file} imports ${specifier}: ${layer} touches nothing outside`);
    const clock = CLOCK.exec(source);
    return [
      ...wrongWay,
      ...impure,
      ...(clock ? [`${file} uses ${clock[0]}: ${layer} has no clock and no socket`] : []),
    ];
  });

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('imports point one way');
