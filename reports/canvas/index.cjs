'use strict';

const native = require('@napi-rs/canvas');
const compat = require('@napi-rs/canvas/node-canvas');

/**
 * How text is written: `svg` as outlines, which look the same wherever the picture is opened;
 * `svg-text` as text, for a reader that embeds the fonts itself. `compat` knows the latter alone.
 */
const SVG_FLAGS = {
  svg: native.SvgExportFlag.ConvertTextToPaths,
  'svg-text': native.SvgExportFlag.NoPrettyXML,
};

/** Distance of a cubic curve's handles for a quarter of a unit circle, off it by 0.03 %: 4/3 · tan(π/8). */
const HANDLE = (4 / 3) * Math.tan(Math.PI / 8);

/** Skia writes a circle as a hundred short pieces, 5 kB where four curves take 0.2: most of a chart's bytes. */
function drawCirclesAsCurves(context) {
  const arc = context.arc.bind(context);
  context.arc = (x, y, radius, from, to, counterclockwise) => {
    if (Math.abs(to - from) < 2 * Math.PI) return arc(x, y, radius, from, to, counterclockwise);
    const handle = radius * HANDLE;
    context.moveTo(x + radius, y);
    context.bezierCurveTo(x + radius, y + handle, x + handle, y + radius, x, y + radius);
    context.bezierCurveTo(x - handle, y + radius, x - radius, y + handle, x - radius, y);
    context.bezierCurveTo(x - radius, y - handle, x - handle, y - radius, x, y - radius);
    context.bezierCurveTo(x + handle, y - radius, x + radius, y - handle, x + radius, y);
  };
}

/** Skia writes width and height only: without a viewBox an SVG does not scale. */
function createSvgCanvas(width, height, flag) {
  const canvas = native.createCanvas(width, height, flag);
  drawCirclesAsCurves(canvas.getContext('2d'));
  canvas.toBuffer = () =>
    Buffer.from(
      canvas
        .getContent()
        .toString('utf8')
        .replace('<svg ', `<svg viewBox="0 0 ${width} ${height}" `),
    );
  return canvas;
}

module.exports = {
  ...compat,
  createCanvas: (width, height, type) =>
    type in SVG_FLAGS
      ? createSvgCanvas(width, height, SVG_FLAGS[type])
      : compat.createCanvas(width, height, type),
};
