import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { type FontFamily, FONTS } from '../assets.ts';
import { chartConfig, heightFor } from './chartjs/config.ts';
import type { Look } from './chartjs/look.ts';
import { startsLogarithmic, type XyView } from './chartjs/xy.ts';
import { LIGHT } from './palette.ts';
import type { ChartSpec } from './spec.ts';

/** Fits an A4 column at 67 % of its size: 13 px become about 9 pt in print. */
const WIDTH_PIXELS = 760;

interface Size {
  readonly width: number;
  readonly height: number;
}

const sizeOf = (spec: ChartSpec): Size => ({
  width: WIDTH_PIXELS,
  height: heightFor(spec, WIDTH_PIXELS),
});

/** For a picture beside its caption: flatter, and with fewer pixels, so that its words are no smaller there. */
export const FLAT: Size = { width: 590, height: 235 };

const viewOf = (spec: ChartSpec): XyView => ({
  logarithmicY: startsLogarithmic(spec),
  title: true,
});
const lookOf = (fontFamily: FontFamily): Look => ({ theme: LIGHT, fontFamily, fontPixels: 13 });

/** Vector picture, text as outlines: it looks the same wherever it is opened. */
export const drawSvg = (spec: ChartSpec, font: FontFamily = 'Inter'): string =>
  drawVector(spec, font, 'svg', sizeOf(spec));

/** Vector picture whose text stays text, in the family `font` or `font SemiBold`: to be found and marked in a PDF. */
export const drawSvgWithText = (
  spec: ChartSpec,
  font: FontFamily = 'Inter',
  size: Size = sizeOf(spec),
): string =>
  // A kind of canvas that the local canvas package adds; chartjs-node-canvas only passes it on.
  drawVector(spec, font, 'svg-text' as 'svg', size);

const drawVector = (spec: ChartSpec, font: FontFamily, type: 'svg', size: Size): string =>
  numberedAnew(
    canvasFor(size, type)
      .renderToBufferSync(chartConfig(spec, lookOf(font), viewOf(spec)), 'image/svg+xml')
      .toString('utf8'),
  );

/** Skia counts its ids through the whole process; the same chart has to be the same file. */
function numberedAnew(svg: string): string {
  const ids = new Map<string, string>();
  for (const [, id = ''] of svg.matchAll(/ id="([^"]+)"/g)) ids.set(id, `part-${ids.size + 1}`);
  return svg.replace(
    /( id="|url\(#|href="#)([^")]+)/g,
    (_, before: string, id: string) => `${before}${ids.get(id) ?? id}`,
  );
}

/** Two pixels a unit, for slides and dense screens. */
export const drawPng = (spec: ChartSpec, font: FontFamily = 'Inter'): Promise<Uint8Array> => {
  const config = chartConfig(spec, lookOf(font), viewOf(spec));
  return canvasFor(sizeOf(spec)).renderToBuffer({
    ...config,
    options: { ...config.options, devicePixelRatio: 2 },
  });
};

/** By kind and size: each loads Chart.js and the fonts anew, 80 ms and some 10 MB. */
const canvases = new Map<string, ChartJSNodeCanvas>();

function canvasFor({ width, height }: Size, type?: 'svg'): ChartJSNodeCanvas {
  const key = `${type}/${width}/${height}`;
  const known = canvases.get(key);
  if (known !== undefined) return known;
  const canvas = new ChartJSNodeCanvas({
    width,
    height,
    backgroundColour: LIGHT.background,
    ...(type === undefined ? {} : { type }),
  });
  for (const [family, files] of Object.entries(FONTS)) {
    for (const file of Object.values(files)) canvas.registerFont(file, { family });
  }
  canvases.set(key, canvas);
  return canvas;
}
