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

/** Skia writes width and height only: without a viewBox an SVG does not scale. */
function createSvgCanvas(width, height, flag) {
  const canvas = native.createCanvas(width, height, flag);
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
