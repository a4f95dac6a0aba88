import type { FlameGraph } from '../../harness/analysis/kneeProfile/flame.ts';
import type { Owner } from '../../harness/analysis/kneeProfile/owner.ts';

/** A flame graph in words and colours; all lengths are shares of its width. */
export interface FlamePicture {
  /** Unique in a report and fit for a file name. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in words: caption, and alternative text for who cannot see it. */
  readonly description: string;
  readonly legend: readonly { readonly label: string; readonly colour: string }[];
  readonly boxes: readonly FlamePictureBox[];
}

export interface FlamePictureBox {
  readonly depth: number;
  readonly start: number;
  readonly share: number;
  readonly colour: string;
  readonly label: string;
  /** What hovering tells. */
  readonly hover: string;
}

/** Pale, so that dark letters are read on all of them, on a light page and on a dark one. */
const COMPONENT_COLOURS = ['#a6cee3', '#fdbf6f', '#b2df8a', '#cab2d6', '#fb9a99', '#ffef99'];
const COLOURS: Readonly<Record<Exclude<Owner['kind'], 'component'>, string>> = {
  shared: '#d8c3ab',
  package: '#d0d7de',
  node: '#e6e9ec',
  engine: '#f4d9e6',
};

/** @param components in the order that gives each its colour, the same in all pictures */
export const flameColour = (owner: Owner, components: readonly string[]): string =>
  owner.kind === 'component'
    ? (COMPONENT_COLOURS[components.indexOf(owner.name) % COMPONENT_COLOURS.length] ??
      COLOURS.shared)
    : COLOURS[owner.kind];

/** Names of all components that own a function of any of the graphs, sorted. */
export const componentsIn = (graphs: readonly FlameGraph[]): readonly string[] =>
  [
    ...new Set(
      graphs.flatMap(({ functions }) =>
        functions.flatMap(({ owner }) => (owner.kind === 'component' ? [owner.name] : [])),
      ),
    ),
  ].toSorted();
