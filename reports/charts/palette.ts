/** Colours of everything a chart draws, for one background. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly series: readonly string[];
  /** Shades for shares 0 and 1; between them it is interpolated. */
  readonly heat: readonly [Rgb, Rgb];
}

export type Rgb = readonly [number, number, number];

/**
 * Okabe and Ito's colours (jfly.uni-koeln.de/color), told apart by readers with any common colour
 * blindness; darkened where they were too pale for thin lines on white (contrast of at least 3).
 * Neighbours differ in lightness and marker too, so that grey print stays readable.
 */
export const LIGHT: Theme = {
  background: '#ffffff',
  text: '#1b1f24',
  muted: '#57606a',
  grid: '#e3e6ea',
  series: ['#0072b2', '#c24e00', '#007a5a', '#a8457e', '#8a6100', '#2f7fb0'],
  heat: [
    [247, 249, 252],
    [160, 58, 0],
  ],
};

export const DARK: Theme = {
  background: '#14181d',
  text: '#e8ebef',
  muted: '#a4adb8',
  grid: '#30363f',
  series: ['#56b4e9', '#ff8a3d', '#2cc295', '#e59ac4', '#f0c04a', '#9cc9ea'],
  heat: [
    [28, 34, 41],
    [255, 138, 61],
  ],
};

/** Marker shape by hue, so that colour is never the only difference. */
export const MARKERS = ['circle', 'rect', 'triangle', 'rectRot', 'star', 'crossRot'] as const;

export const hueOf = <T>(choices: readonly T[], hue: number): T => {
  const choice = choices[hue % choices.length];
  if (choice === undefined) throw new Error('a palette without entries');
  return choice;
};

/** Mixes the two ends of the heat scale; `share` outside 0 to 1 is clamped. */
export function heatColour(theme: Theme, share: number): string {
  const [cold, hot] = theme.heat;
  const at = Math.min(1, Math.max(0, share));
  const channel = (index: 0 | 1 | 2): number =>
    Math.round(cold[index] + (hot[index] - cold[index]) * at);
  return `rgb(${channel(0)}, ${channel(1)}, ${channel(2)})`;
}

/** Black or white, whichever is read more easily on `heatColour` (WCAG relative luminance). */
export function heatTextColour(theme: Theme, share: number): string {
  const channels = heatColour(theme, share).match(/\d+/g)?.map(Number) ?? [];
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.179 ? '#000000' : '#ffffff';
}
