import type { FlamePicture, FlamePictureBox } from './flamePicture.ts';

const WIDTH = 1000;
const ROW = 17;
const LEGEND = 22;
const FONT_SIZE = 11;
/** Of most letters at that size; a label that would not fit is cut. */
const LETTER = 6.2;
/** Fewer letters say nothing. */
const FEWEST_LETTERS = 3;

const escape = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    // What XML has no way to say.
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ');

const fixed = (value: number): string => String(Math.round(value * 10) / 10);

const shortened = (label: string, width: number): string => {
  const letters = Math.floor((width - 6) / LETTER);
  if (letters < FEWEST_LETTERS) return '';
  return label.length <= letters ? label : `${label.slice(0, letters - 1)}…`;
};

/**
 * Pure: the picture as SVG, callers at the bottom. Colours are attributes and not styles, which a page's
 * content security policy would refuse.
 */
export function flameSvg(picture: FlamePicture, fontFamily: string): string {
  const depth = Math.max(0, ...picture.boxes.map((box) => box.depth + 1));
  const height = LEGEND + depth * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(picture.description)}" font-family="${escape(fontFamily)}" font-size="${FONT_SIZE}">`,
    ...legend(picture),
    ...picture.boxes.map((box) => boxSvg(box, height)),
    '</svg>',
  ].join('\n');
}

function legend({ legend: entries }: FlamePicture): readonly string[] {
  let x = 0;
  return entries.map(({ label, colour }) => {
    const at = x;
    x += 18 + label.length * LETTER * (/[\u3000-\uffff]/.test(label) ? 1.8 : 1) + 12;
    // Letters on a ground of their own: a page may be dark.
    return `<rect x="${fixed(at)}" y="1" width="${fixed(x - at - 6)}" height="15" fill="${colour}"/><text x="${fixed(at + 5)}" y="12" fill="#1b1f24">${escape(label)}</text>`;
  });
}

function boxSvg({ depth, start, share, colour, label, hover }: FlamePictureBox, height: number) {
  const [x, width] = [start * WIDTH, share * WIDTH];
  const y = height - (depth + 1) * ROW;
  const text = shortened(label, width);
  const written =
    text === ''
      ? ''
      : `<text x="${fixed(x + 3)}" y="${y + 12}" fill="#1b1f24">${escape(text)}</text>`;
  return `<g><title>${escape(hover)}</title><rect x="${fixed(x)}" y="${y}" width="${fixed(Math.max(0.5, width - 0.7))}" height="${ROW - 1}" fill="${colour}"/>${written}</g>`;
}
