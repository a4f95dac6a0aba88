import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * CommonJS packages inside an ES module still ask for what only CommonJS has.
 * Globals, since a module that declares a `require` of its own would collide with a constant.
 */
const COMMONJS_GLOBALS = [
  "import { createRequire as plateauCreateRequire } from 'node:module';",
  'globalThis.require = plateauCreateRequire(import.meta.url);',
  'globalThis.__filename = import.meta.filename;',
  'globalThis.__dirname = import.meta.dirname;',
].join('\n');

/** Asked for by `pg` in a try block, and absent from a plain Node installation. */
const OPTIONAL_PACKAGES = ['pg-native', 'cloudflare:sockets'];

/**
 * Bundles an entry point with all its npm dependencies into one ES module for Node 24.
 * The same sources give the same bytes wherever the checkout lies, so an image's hash is stable.
 *
 * @param entry `new URL('./main.ts', import.meta.url)`; the compiled `main.js` is taken where only that is there.
 * @throws where a module cannot be resolved or parsed; the message names file and line.
 */
export const bundle = async (entry: URL): Promise<Uint8Array> => (await bundleWithMap(entry)).code;

/** A bundle, and a source map that says of each of its places which module it is from. */
export interface MappedBundle {
  readonly code: Uint8Array;
  /** Version 3, without the sources' content; they are named from the folder of their package.json. */
  readonly map: Uint8Array;
}

/** As `bundle`; the code doesn't refer to its map. */
export const bundleWithMap = async (entry: URL): Promise<MappedBundle> => {
  const path = sourceOf(entry);
  const root = packageRootOf(path);
  const result = await build({
    entryPoints: [path],
    // Paths in the output (comments, names of wrapped modules) are relative to this folder.
    absWorkingDir: root,
    bundle: true,
    write: false,
    // Nothing is written there: the map's paths are relative to it.
    outfile: join(root, 'bundle.mjs'),
    sourcemap: 'external',
    sourcesContent: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    keepNames: true,
    legalComments: 'none',
    external: OPTIONAL_PACKAGES,
    banner: { js: COMMONJS_GLOBALS },
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const made = (ending: string): Uint8Array => {
    const file = result.outputFiles.find((output) => output.path.endsWith(ending));
    if (file === undefined) throw new Error(`esbuild made no ${ending} of ${path}`);
    return file.contents;
  };
  return { code: made('.mjs'), map: made('.map') };
};

const sourceOf = (entry: URL): string => {
  const path = fileURLToPath(entry);
  if (existsSync(path)) return path;
  const compiled = path.replace(/\.ts$/, '.js');
  if (existsSync(compiled)) return compiled;
  throw new Error(`No entry point to bundle at ${path}, nor compiled beside it as .js`);
};

const packageRootOf = (path: string): string => {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`No package.json above ${path}`);
};
