import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, bundleWithMap } from './bundle.ts';

const run = promisify(execFile);

/** Each entry uses its package for real and prints one line. */
const ENTRIES = {
  fastify: {
    source: `
      import fastify from 'fastify';
      const app = fastify({ logger: { level: 'error' } });
      const answer = { type: 'object', properties: { id: { type: 'integer' } } };
      app.get('/items/:id', { schema: { params: answer, response: { 200: answer } } },
        async (request) => request.params);
      const good = await app.inject('/items/7');
      const bad = await app.inject('/items/x');
      console.log(good.body, bad.statusCode);`,
    prints: '{"id":7} 400',
  },
  pg: {
    source: `
      import pg from 'pg';
      const pool = new pg.Pool({ host: '127.0.0.1', port: 1 });
      pool.on('error', () => {});
      const failure = await pool.query('select 1').catch((error) => error.code);
      console.log(failure, pg.escapeLiteral("it's"));`,
    prints: "ECONNREFUSED 'it''s'",
  },
  undici: {
    source: `
      import { createServer } from 'node:http';
      import { Pool } from 'undici';
      const server = createServer((_, response) => response.end('pooled')).listen(0, '127.0.0.1');
      await new Promise((listening) => server.once('listening', listening));
      const pool = new Pool('http://127.0.0.1:' + server.address().port);
      const { body } = await pool.request({ path: '/', method: 'GET' });
      console.log(await body.text());
      await pool.close();
      server.close();`,
    prints: 'pooled',
  },
  autocannon: {
    source: `
      import { createServer } from 'node:http';
      import autocannon from 'autocannon';
      const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1');
      await new Promise((listening) => server.once('listening', listening));
      const url = 'http://127.0.0.1:' + server.address().port;
      const result = await autocannon({ url, connections: 1, amount: 20 });
      console.log(result['2xx'], result.errors);
      server.close();`,
    prints: '20 0',
  },
  histogram: {
    source: `
      import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64 } from 'hdr-histogram-js';
      const histogram = build();
      for (let value = 1; value <= 100; value += 1) histogram.recordValue(value);
      const copy = decodeFromCompressedBase64(encodeIntoCompressedBase64(histogram));
      console.log(copy.totalCount, copy.getValueAtPercentile(50));`,
    prints: '100 50',
  },
} as const;

describe('bundle', () => {
  let folder: string;
  const moduleNamed = (name: string) => join(folder, 'checkout', `${name}.ts`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plateau-bundle-'));
    await mkdir(join(folder, 'checkout'));
    await writeFile(join(folder, 'checkout', 'package.json'), '{"type":"module"}');
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'checkout', 'node_modules'));
    for (const [name, { source }] of Object.entries(ENTRIES)) {
      await writeFile(moduleNamed(name), source);
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(Object.entries(ENTRIES))('runs %s with no node_modules', async (name, { prints }) => {
    const alone = join(folder, `${name}.mjs`);
    await writeFile(alone, await bundle(pathToFileURL(moduleNamed(name))));
    const { stdout } = await run(process.execPath, [alone], { cwd: folder });
    expect(stdout.trim()).toBe(prints);
  });

  it('gives the same bytes for the same sources in another folder', async () => {
    const packages = ['hdr-histogram-js', 'pako', 'base64-js', '@assemblyscript'];
    const bundleIn = async (...path: string[]) => {
      const root = join(folder, ...path);
      for (const name of packages) {
        await cp(join('node_modules', name), join(root, 'node_modules', name), { recursive: true });
      }
      await writeFile(join(root, 'package.json'), '{"type":"module"}');
      await writeFile(join(root, 'entry.ts'), ENTRIES.histogram.source);
      return Buffer.from(await bundle(pathToFileURL(join(root, 'entry.ts'))));
    };
    const here = await bundleIn('here');
    const there = await bundleIn('some', 'where', 'else');
    expect(there.equals(here)).toBe(true);
    expect(here.includes(folder)).toBe(false);
  });

  it('lets a module declare a require and a __dirname of its own', async () => {
    const entry = moduleNamed('own');
    await writeFile(
      entry,
      `import { createRequire } from 'node:module';
       const require = createRequire(import.meta.url);
       const __dirname = 'mine';
       console.log(typeof require('node:fs').readFileSync, __dirname);`,
    );
    const alone = join(folder, 'own.mjs');
    await writeFile(alone, await bundle(pathToFileURL(entry)));
    expect((await run(process.execPath, [alone])).stdout.trim()).toBe('function mine');
  });

  it('keeps the names of functions, for profiles', async () => {
    const entry = moduleNamed('named');
    await writeFile(
      entry,
      'const a = { reserve: () => 1 }; const b = a.reserve; console.log(b.name);',
    );
    const alone = join(folder, 'named.mjs');
    await writeFile(alone, await bundle(pathToFileURL(entry)));
    expect((await run(process.execPath, [alone])).stdout.trim()).toBe('reserve');
  });

  it('knows the module of each place', async () => {
    await writeFile(moduleNamed('part'), 'export const part = () => { throw new Error("here") };');
    const entry = moduleNamed('whole');
    await writeFile(entry, 'import { part } from "./part.ts"; part();');
    const { code, map } = await bundleWithMap(pathToFileURL(entry));
    const lines = Buffer.from(code).toString().split('\n');
    const line = lines.findIndex((text) => text.includes('throw new Error'));
    const found = new SourceMap(JSON.parse(Buffer.from(map).toString())).findEntry(line, 10);
    expect(found).toMatchObject({ originalSource: expect.stringMatching(/part\.ts$/) });
  });

  it('takes the compiled file where only that is there', async () => {
    await writeFile(moduleNamed('built').replace(/ts$/, 'js'), 'console.log("compiled")');
    const text = Buffer.from(await bundle(pathToFileURL(moduleNamed('built')))).toString();
    expect(text).toContain('compiled');
  });

  it('names an entry that is not there', async () => {
    await expect(bundle(pathToFileURL(moduleNamed('absent')))).rejects.toThrow(/absent\.ts/);
  });
});
