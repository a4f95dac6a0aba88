import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { FONT_FILES } from '../assets.ts';
import { chartConfig, heightFor } from './chartjs/config.ts';
import { LIGHT } from './palette.ts';
import type { ChartSpec } from './spec.ts';

/** Fits an A4 column at 67 % of its size: 13 px become about 9 pt in print. */
const WIDTH_PIXELS = 760;
const VIEW = { logarithmicY: false, title: true };
const LOOK = { theme: LIGHT, fontFamily: 'Inter', fontPixels: 13 };

/** Vector picture, text as outlines: it looks the same wherever it is opened. */
export const drawSvg = (spec: ChartSpec): string => drawVector(spec, 'svg');

/** Vector picture whose text stays text, in the family `Inter` or `Inter SemiBold`: to be found and marked in a PDF. */
export const drawSvgWithText = (spec: ChartSpec): string =>
  // A kind of canvas that the local canvas package adds; chartjs-node-canvas only passes it on.
  drawVector(spec, 'svg-text' as 'svg');

const drawVector = (spec: ChartSpec, type: 'svg'): string =>
  numberedAnew(
    canvasFor(spec, type)
      .renderToBufferSync(chartConfig(spec, LOOK, VIEW), 'image/svg+xml')
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
export const drawPng = (spec: ChartSpec): Promise<Uint8Array> => {
  const config = chartConfig(spec, LOOK, VIEW);
  return canvasFor(spec).renderToBuffer({
    ...config,
    options: { ...config.options, devicePixelRatio: 2 },
  });
};

/** By kind and height: each loads Chart.js and the fonts anew, 80 ms and some 10 MB. */
const canvases = new Map<string, ChartJSNodeCanvas>();

function canvasFor(spec: ChartSpec, type?: 'svg'): ChartJSNodeCanvas {
  const height = heightFor(spec, WIDTH_PIXELS);
  const key = `${type}/${height}`;
  const known = canvases.get(key);
  if (known !== undefined) return known;
  const canvas = new ChartJSNodeCanvas({
    width: WIDTH_PIXELS,
    height,
    backgroundColour: LIGHT.background,
    ...(type === undefined ? {} : { type }),
  });
  for (const file of Object.values(FONT_FILES)) canvas.registerFont(file, { family: 'Inter' });
  canvases.set(key, canvas);
  return canvas;
}
