/**
 * Counts what the split changed in the shop's code and writes it to `targets/shop/codeChange.ts`:
 * `node --import tsx scripts/count-code-change.ts`
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { countCodeChange, COUNTED_BY } from './codeChange/count.ts';

const FILE = 'targets/shop/codeChange.ts';

writeFileSync(
  FILE,
  `import type { CodeChange } from '../../harness/model/codeChange.ts';

/** Written by \`${COUNTED_BY}\`; a test fails where it is out of date. */
export const codeChange: CodeChange = ${JSON.stringify(countCodeChange().codeChange)};
`,
);
execFileSync('npx', ['biome', 'format', '--write', FILE]);
