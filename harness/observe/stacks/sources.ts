import { SourceMap, type SourceMapPayload } from 'node:module';
import type { Locate } from './fold.ts';

/** What is in a bundle and in no module: the bundler's helpers around them. */
const HELPERS = 'node_modules/esbuild/helpers';

/**
 * The modules that a bundle was made of, by its source map. Node's own modules have no file.
 * @throws where the text is no source map.
 */
export const sourcesOf = (text: string): Locate => {
  const map = new SourceMap(JSON.parse(text) as SourceMapPayload);
  return (url, line, column) => {
    if (!url.startsWith('file:')) return null;
    const entry = map.findEntry(line, column);
    return 'originalSource' in entry
      ? { module: entry.originalSource, line: entry.originalLine + 1 }
      : { module: HELPERS, line: line + 1 };
  };
};
