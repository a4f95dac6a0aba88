import type { Cell } from '../model/cell.ts';
import { groupedBy } from './grouping.ts';
import { median } from './interval.ts';
import type { MeasuredCell } from './measurement.ts';

/** A cell whose requests were of another mix than those of most cells. */
export interface OtherMix {
  readonly cellId: string;
  /** The route that differs most. */
  readonly route: string;
  /** Of the cell's requests, 0 to 1. */
  readonly share: number;
  /** The median over the cells of the scenario. */
  readonly usualShare: number;
}

/** Rarer routes are too few in a trial to tell. */
const LEAST_SHARE = 0.01;
/** As a share of what is usual. */
const WORTH_SAYING = 0.1;
/** Standard deviations of a count that nobody draws evenly. */
const BEYOND_CHANCE = 3;
/** Fewer cells say nothing of what is usual. */
const LEAST_CELLS = 3;

const shareOf = ({ measurement }: MeasuredCell, route: string): number =>
  measurement.routes.find((each) => each.route === route)?.share ?? 0;

const requestsOf = ({ measurement }: MeasuredCell): number =>
  measurement.routes.reduce((sum, { requests }) => sum + requests, 0);

const otherMixesAmong = (
  alike: readonly (readonly [string, MeasuredCell])[],
): readonly OtherMix[] => {
  if (alike.length < LEAST_CELLS) return [];
  const routes = new Set(
    alike.flatMap(([, { measurement }]) => measurement.routes.map(({ route }) => route)),
  );
  const usual = [...routes]
    .map((route) => ({ route, usualShare: median(alike.map(([, cell]) => shareOf(cell, route))) }))
    .filter(({ usualShare }) => usualShare >= LEAST_SHARE);
  const difference = ({ share, usualShare }: OtherMix): number => Math.abs(share / usualShare - 1);
  return alike.flatMap(([cellId, cell]) => {
    const [most] = usual
      .map((each) => ({ cellId, ...each, share: shareOf(cell, each.route) }))
      .filter(
        ({ share, usualShare }) =>
          Math.abs(share - usualShare) >
          BEYOND_CHANCE * Math.sqrt(usualShare / Math.max(1, requestsOf(cell))),
      )
      .toSorted((a, b) => difference(b) - difference(a));
    return most && difference(most) > WORTH_SAYING ? [most] : [];
  });
};

/**
 * Cells that were asked for another mix than most. Users who wait for a slow service ask for nothing, the others go
 * on: until as many wait as are released, a closed load asks for less of what is slow, and a window that ends before
 * has a throughput that would not last.
 */
export const otherMixes = (
  cells: readonly Cell[],
  measured: ReadonlyMap<string, MeasuredCell>,
): readonly OtherMix[] =>
  [...groupedBy(cells, ({ scenario }) => scenario).values()].flatMap((alike) =>
    otherMixesAmong(
      alike.flatMap(({ id }) => {
        const cell = measured.get(id);
        return cell ? [[id, cell] as const] : [];
      }),
    ),
  );
