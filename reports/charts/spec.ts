/**
 * A chart as plain data. The server draws it to SVG and PNG, the HTML page draws the same data
 * interactively; whatever is seen in one is seen in the other.
 */
export type ChartSpec = XyChart | HeatMap | StackedBars;

interface ChartHead {
  /** Unique in a report and fit for a file name. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in words: caption, and alternative text for who cannot see it. */
  readonly description: string;
}

export interface XyChart extends ChartHead {
  readonly kind: 'xy';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly markers: readonly VerticalMarker[];
}

export interface Axis {
  /** With the unit: `Throughput (requests/s)`. */
  readonly label: string;
  /** Where ticks stand; null leaves it to the drawing. */
  readonly ticks: readonly number[] | null;
  /** How a vertical axis begins; a reader of the page can switch it. */
  readonly logarithmic?: true;
}

export type SeriesStyle =
  /** Measured: line, marker and interval bar at each point. */
  | 'measured'
  /** A second measured quantity of the same colour: dashed line, hollow marker. */
  | 'measured-dashed'
  /** Single trials: small dots without a line. */
  | 'trials'
  /** Measured, with no order that a line would tell. */
  | 'points'
  /** A ring round the one point that the chart is about. */
  | 'ringed'
  /** What would be if nothing stood in the way: thin dashes. */
  | 'ideal'
  /** A fitted law within the measured range; its intervals are drawn as a band. */
  | 'fitted'
  /** A fitted law beyond the measured range: dashed, its band paler. */
  | 'extrapolated';

export interface Series {
  readonly id: string;
  /** Written beside the last point; null draws no label. */
  readonly label: string | null;
  /** What a reader can switch on and off together, mostly a topology. */
  readonly group: string;
  readonly style: SeriesStyle;
  /** Index into the palette: colour and marker shape. */
  readonly hue: number;
  readonly points: readonly ChartPoint[];
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Written at the point, one string a line; none where empty. */
  readonly label: readonly string[];
  /** What hovering tells. */
  readonly hover: string;
}

/** A line across the whole height at `x`, with the interval of its place shaded. */
export interface VerticalMarker {
  readonly group: string;
  readonly x: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly label: string;
}

/** Shares from 0 to 1 as shades, the figure written in each field. */
export interface HeatMap extends ChartHead {
  readonly kind: 'heat-map';
  readonly x: { readonly label: string; readonly names: readonly string[] };
  readonly y: { readonly label: string; readonly names: readonly string[] };
  readonly fields: readonly HeatField[];
}

export interface HeatField {
  readonly column: number;
  readonly row: number;
  /** 0 to 1; a little above is drawn as 1. */
  readonly share: number;
  readonly label: string;
  readonly hover: string;
}

/** Lying bars, one a name, each made of the same parts. */
export interface StackedBars extends ChartHead {
  readonly kind: 'bars';
  readonly x: { readonly label: string };
  readonly y: { readonly names: readonly string[] };
  readonly parts: readonly BarPart[];
  /** Of each bar's sum; null where it has none. */
  readonly intervals: readonly (Interval | null)[];
}

/** A side that is null has no bound. */
interface Interval {
  readonly low: number | null;
  readonly high: number | null;
}

export interface BarPart {
  readonly label: string;
  readonly hue: number;
  /** One a name. */
  readonly values: readonly number[];
  readonly hovers: readonly string[];
}
