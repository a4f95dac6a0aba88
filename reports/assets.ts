import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const require = createRequire(import.meta.url);

const ownFile = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Font files, so that a picture is the same on a machine with no fonts of its own.
 *
 * Noto Sans SC is cut down to GB 2312, Latin and symbols (by subset-font 2.9 from
 * @expo-google-fonts/noto-sans-sc 0.4.3, which is 95 MB), without its layout tables: through them
 * digits after Latin letters become glyphs that Skia's SVG can't name, and they vanish.
 */
export const FONTS = {
  Inter: {
    normal: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    bold: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  },
  'Noto Sans SC': {
    normal: ownFile('./fonts/NotoSansSC-Regular.ttf'),
    bold: ownFile('./fonts/NotoSansSC-SemiBold.ttf'),
  },
} as const;

export type FontFamily = keyof typeof FONTS;

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
  const bundled = () =>
    build({
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
  // Ctrl-C in a terminal reaches esbuild's own process too, and ends it: a run that was stopped needs
  // a new one for its report.
  const bundle = await bundled().catch(async () => {
    await stop();
    return bundled();
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
