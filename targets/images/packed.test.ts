import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packed, type PinnedPackage } from './packed.ts';

const SMALL: PinnedPackage = {
  name: 'picocolors',
  version: '1.1.1',
  integrity:
    'sha512-xceH2snhtb5M9liqDsmEw56le376mTZkEX/jEb/RxNFyegNul7eNslCXP9FDj/Lcu0X8KEyMceP2ntpaHrDEVA==',
};

describe('packed', () => {
  let cache: string;
  const kept = () => join(cache, 'picocolors-1.1.1.tgz');

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'plateau-packed-'));
  });
  afterEach(() => rm(cache, { recursive: true, force: true }));

  it('fetches the pinned archive and keeps it', async () => {
    const content = await packed(SMALL, cache);
    expect(await readdir(cache)).toEqual(['picocolors-1.1.1.tgz']);
    expect(Buffer.from(content).equals(await readFile(kept()))).toBe(true);
  });

  it('takes a kept archive without asking npm', async () => {
    const content = Buffer.from('an archive');
    const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
    await writeFile(join(cache, 'no-such-package-here-0.0.0.tgz'), content);
    const pinned = { name: 'no-such-package-here', version: '0.0.0', integrity };
    expect(Buffer.from(await packed(pinned, cache)).equals(content)).toBe(true);
  });

  it('replaces a kept archive that was damaged', async () => {
    await writeFile(kept(), 'torn');
    expect((await packed(SMALL, cache)).length).toBeGreaterThan(1000);
    expect((await readFile(kept())).length).toBeGreaterThan(1000);
  });

  it('refuses an archive with another integrity, and keeps nothing', async () => {
    const wrong = { ...SMALL, integrity: 'sha512-AAAA' };
    await expect(packed(wrong, cache)).rejects.toThrow(/picocolors@1\.1\.1.*not the pinned/);
    expect(await readdir(cache)).toEqual([]);
  });
});
