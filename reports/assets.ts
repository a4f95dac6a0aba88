import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** Font files of packages: the same picture on a machine with no fonts of its own. */
export const FONT_FILES = {
  normal: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
} as const;

/** Everything the HTML page runs, as text to inline. */
export interface PageScripts {
  /** Chart.js's UMD build: defines the global `Chart`. */
  readonly chartLibrary: string;
  /** The page's own script with the chart drawing that it shares with the server. */
  readonly page: string;
}

export async function readPageScripts(): Promise<PageScripts> {
  const library = new URL('chart.umd.min.js', import.meta.resolve('chart.js'));
  // Beside this file there is page.ts in a checkout and page.js in the published package.
  const own = new URL(
    `./html/page${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
    import.meta.url,
  );
  const bundle = await build({
    entryPoints: [fileURLToPath(own)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    logLevel: 'silent',
  });
  return {
    // Its source map is not in the page, and nothing may look for it.
    chartLibrary: (await readFile(library, 'utf8')).replace(
      /\n\/\/# sourceMappingURL=.*\s*$/,
      '\n',
    ),
    page: bundle.outputFiles[0]?.text ?? '',
  };
}
