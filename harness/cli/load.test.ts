import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistogramLogReader } from 'hdr-histogram-js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LoadSummary } from '../load/summary.ts';
import { UsageError } from './errors.ts';
import { loadCommand } from './load.ts';

const server = createServer((_request, response) => response.end('hi'));
let url = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

const ran = async (...words: readonly string[]): Promise<string> => {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    printed.push(line);
  });
  try {
    const command = loadCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {}, writeOut: (text) => printed.push(text) });
    await command.parseAsync(words, { from: 'user' });
  } finally {
    log.mockRestore();
  }
  return printed.join('\n');
};

describe('plateau load', () => {
  it('drives a rate and prints JSON, and the histograms where it is told to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plateau-load-'));
    try {
      const file = join(folder, 'latency.hlog');
      const words = [
        '--rate',
        '200',
        '--seconds',
        '0.5',
        '--settle',
        '0.1',
        '--json',
        '--hdr',
        file,
      ];
      const summary = JSON.parse(await ran(url, ...words)) as LoadSummary;
      expect(summary.model).toEqual({
        kind: 'open',
        ratePerSecond: 200,
        arrivals: 'even',
        connections: 200,
      });
      expect(summary.counts).toEqual({
        sent: 120,
        completed: 120,
        errors: 0,
        timeouts: 0,
        lost: 0,
      });
      expect(summary.response.samples).toBe(100);
      expect(summary.response.p50Ms).toBeGreaterThan(0);
      expect(summary.response.p99Ms).toBeNull();
      const reader = new HistogramLogReader(await readFile(file, 'utf8'));
      expect(reader.nextIntervalHistogram()?.totalCount).toBe(100);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('drives connections and prints a table, a dash for what too few samples say', async () => {
    const text = await ran(url, '--connections', '2', '--seconds', '0.3', '--settle', '0');
    expect(text).toMatch(/^[\d.]+ requests\/s, 0\.3 s, 2 connections/);
    expect(text).toMatch(/\d+ sent = \d+ completed \+ 0 errors \+ 0 timeouts \+ 0 lost/);
    expect(text).toContain('response');
    expect(text).not.toContain('send lag');
  });

  it.each([
    [['--rate', '0'], 'over 0'],
    [['--rate', 'fast'], 'over 0'],
    [['--connections', '1.5'], 'whole number'],
    [['--rate', '10', '--arrivals', 'random'], 'Allowed choices are even, poisson'],
  ])('refuses %j', async (words, message) => {
    await expect(ran(url, ...words)).rejects.toThrow(message);
  });

  it('wants a rate or connections', async () => {
    await expect(ran(url)).rejects.toThrow(UsageError);
  });

  it.each([
    'http://example.com/',
    'http://10.1.2.3/',
    'https://127.0.0.1/',
    'shop',
    'ftp://localhost/',
  ])('sends nothing to %s', async (address) => {
    await expect(ran(address, '--connections', '1')).rejects.toThrow(UsageError);
  });

  it('teaches by examples and documents its JSON and exit codes', () => {
    let help = '';
    loadCommand()
      .configureOutput({
        writeOut: (text) => {
          help += text;
        },
      })
      .outputHelp();
    for (const part of ['--rate <per second>', 'Examples:', 'JSON: {', 'Exit codes: 0'])
      expect(help).toContain(part);
  });
});
