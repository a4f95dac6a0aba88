import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest package.json above: two folders up in the checkout, three in the installed package. */
const packageFile = (folder: string): string => {
  const file = join(folder, 'package.json');
  return existsSync(file) ? file : packageFile(dirname(folder));
};

export const PLATEAU_VERSION: string = (
  JSON.parse(readFileSync(packageFile(import.meta.dirname), 'utf8')) as { version: string }
).version;
