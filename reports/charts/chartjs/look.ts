import type { Chart } from 'chart.js';
import type { Theme } from '../palette.ts';

/** What is the same for every mark that is drawn into one chart. */
export interface Look {
  readonly theme: Theme;
  readonly fontFamily: string;
  readonly fontPixels: number;
}

/** Text on a veil of the background, so that lines behind it don't cut through the letters. */
export function veiledText(
  context: Chart['ctx'],
  text: string,
  at: { readonly x: number; readonly y: number },
  look: Look,
): void {
  const ink = context.fillStyle;
  const box = context.measureText(text);
  context.fillStyle = look.theme.background;
  context.globalAlpha = 0.8;
  context.fillRect(
    at.x - box.actualBoundingBoxLeft - 2,
    at.y - box.actualBoundingBoxAscent - 1,
    box.actualBoundingBoxLeft + box.actualBoundingBoxRight + 4,
    box.actualBoundingBoxAscent + box.actualBoundingBoxDescent + 2,
  );
  context.globalAlpha = 1;
  context.fillStyle = ink;
  context.fillText(text, at.x, at.y);
}

export const fontOf = (look: Look, scale = 1, weight: 400 | 600 = 400): string =>
  `${weight} ${Math.round(look.fontPixels * scale)}px ${look.fontFamily}`;

/** Chart.js's own title, at the left where reading begins. */
export const chartTitle = (text: string, look: Look, display: boolean) => ({
  display,
  text,
  align: 'start' as const,
  color: look.theme.text,
  font: { family: look.fontFamily, size: Math.round(look.fontPixels * 1.15), weight: 600 as const },
  padding: { top: 4, bottom: look.fontPixels * 1.6 },
});
