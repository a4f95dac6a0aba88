import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../harness/analysis/report.ts';
import { openBrowser, openHtml } from './fixtures/browser.ts';
import { hostileRun } from './fixtures/oddRuns.ts';
import { shopReport } from './fixtures/shopRun.ts';
import { renderAll } from './render.ts';

const htmlOf = async (report: Parameters<typeof renderAll>[0]): Promise<string> =>
  String((await renderAll(report, { formats: ['html'] })).get('report.html'));

let browser: Browser;
let html: string;

beforeAll(async () => {
  browser = await openBrowser();
  html = await htmlOf(shopReport());
});
afterAll(() => browser.close());

/** How many different colours a chart has: an empty canvas has one. */
const coloursOf = (page: Page, chart: string): Promise<number> =>
  page.locator(`#${chart} canvas`).evaluate((canvas: HTMLCanvasElement) => {
    const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(image?.data.buffer ?? new ArrayBuffer(0))).size;
  });

const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);

const fingerprintOf = (page: Page, chart: string): Promise<string> =>
  page
    .locator(`#${chart} canvas`)
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/png'));

describe('report.html in Chromium, offline', () => {
  it('draws every chart, asks the network for nothing and complains of nothing', async () => {
    const { page, complaints, requests } = await openHtml(browser, html, { width: 1200 });
    const charts = await page
      .locator('figure[data-chart]')
      .evaluateAll((figures) => figures.map((figure) => figure.id));
    expect(charts.length).toBeGreaterThan(5);
    for (const chart of charts) expect(await coloursOf(page, chart), chart).toBeGreaterThan(10);
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('switches topologies off and on, and to a logarithmic scale', async () => {
    const { page } = await openHtml(browser, html, { width: 1200 });
    const chart = 'throughput-by-cpu';
    const before = await fingerprintOf(page, chart);
    await page.locator(`#${chart}`).getByLabel('split').uncheck();
    const without = await fingerprintOf(page, chart);
    expect(without).not.toBe(before);
    await page.locator(`#${chart}`).getByLabel('split').check();
    expect(await fingerprintOf(page, chart)).toBe(before);
    await page.locator(`#${chart}`).getByLabel('Logarithmic scale').check();
    expect(await fingerprintOf(page, chart)).not.toBe(before);
    await page.close();
  });

  it('leads from the verdict to where the time goes, with a flame graph of each process', async () => {
    const { page } = await openHtml(browser, html, { width: 1200 });
    await page.locator('#answer .claims a', { hasText: 'where the time goes' }).first().click();
    await expect.poll(() => page.url()).toMatch(/#table-knee-cluster-4-browse$/);
    const flame = page.getByRole('img', { name: /CPU time of shop by call stack/ });
    expect(await flame.locator('g').count()).toBeGreaterThan(50);
    expect(await flame.locator('g title', { hasText: 'node_modules/pg/' }).count()).toBeGreaterThan(
      0,
    );
    const [column, svg] = [await page.locator('main').boundingBox(), await flame.boundingBox()];
    expect(svg?.width).toBeGreaterThan(0.95 * (column?.width ?? Number.POSITIVE_INFINITY));
    await page.close();
  });

  it('sorts tables by figure, both ways', async () => {
    const { page } = await openHtml(browser, html, { width: 1200 });
    const table = page.getByRole('table', { name: 'Every point' });
    const head = table.getByRole('button', { name: 'Throughput' });
    const values = (): Promise<number[]> =>
      table
        .locator('tbody tr td:nth-child(4)')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-sort'))));
    await head.click();
    const ascending = await values();
    expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
    await head.click();
    expect(await values()).toEqual(ascending.toReversed());
    await page.close();
  });

  it('can be used by keyboard: arrows walk over the points and tell them', async () => {
    const { page } = await openHtml(browser, html, { width: 1200 });
    await page.locator('#throughput-by-nodes-cluster canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#throughput-by-nodes-cluster .spoken').textContent()).toMatch(
      /cluster, 2 nodes: 75\d .*requests\/s/,
    );
    await page.close();
  });

  it.each([
    ['light', 1200],
    ['dark', 400],
  ] as const)(
    '%s at %i px: nothing sticks out, and axe finds nothing serious',
    async (scheme, width) => {
      const { page } = await openHtml(browser, html, { width, colorScheme: scheme });
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      ).toEqual([]);
      await page.close();
    },
  );

  it('hands out its raw data', async () => {
    const { page } = await openHtml(browser, html, { width: 1200 });
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Raw data' }).click();
    const download = await waiting;
    const data: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(data).toEqual(JSON.parse(JSON.stringify(shopReport())));
    await page.close();
  });

  it.each(['<script>alert(1)</script>', 'x'.repeat(200)])(
    'shows the name %s as text and keeps its layout',
    async (name) => {
      const odd = await htmlOf(analyse(hostileRun(name)));
      const { page, complaints } = await openHtml(browser, odd, { width: 400 });
      expect(await page.locator('.subtitle').textContent()).toContain(name);
      expect(await widthOf(page)).toBeLessThanOrEqual(400);
      expect(await page.locator('script').count()).toBe(3);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});
