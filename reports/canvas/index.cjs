'use strict';

const native = require('@napi-rs/canvas');
const compat = require('@napi-rs/canvas/node-canvas');

/**
 * `compat` exports text as <text> with fonts the viewer may not have; here text becomes outlines.
 * Skia writes width and height only: without a viewBox an SVG does not scale.
 */
function createSvgCanvas(width, height) {
  const canvas = native.createCanvas(width, height, native.SvgExportFlag.ConvertTextToPaths);
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
    type === 'svg' ? createSvgCanvas(width, height) : compat.createCanvas(width, height, type),
};
