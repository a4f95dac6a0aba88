import { describe, expect, it } from 'vitest';
import { plantedRun } from './fixtures/plantedRun.ts';
import { type MeasuredCell, measureRun } from './measurement.ts';
import { otherMixes } from './otherMix.ts';

const run = plantedRun();
const cells = run.cells.map(({ cell }) => cell);

/** Two orders in a hundred requests, but in one cell. */
const ordersOf = (
  share: number,
  in8: number,
  requests = 20_000,
): ReadonlyMap<string, MeasuredCell> =>
  new Map(
    [...measureRun(run)].map(([id, cell]) => {
      const [pages] = cell.measurement.routes;
      if (!pages) throw new Error('no route');
      const orders = id === 'split-8-browse' ? in8 : share;
      const routes = [
        { ...pages, share: 1 - orders, requests: requests * (1 - orders) },
        { ...pages, route: 'POST /orders', share: orders, requests: requests * orders },
      ];
      return [id, { ...cell, measurement: { ...cell.measurement, routes } }];
    }),
  );

describe('otherMixes', () => {
  it('names the cell and the route that differs most', () => {
    expect(otherMixes(cells, ordersOf(0.02, 0.016))).toEqual([
      { cellId: 'split-8-browse', route: 'POST /orders', share: 0.016, usualShare: 0.02 },
    ]);
  });

  it('says nothing of what so few requests differ by', () => {
    expect(otherMixes(cells, ordersOf(0.02, 0.016, 1_500))).toEqual([]);
  });

  it('says nothing of small differences, nor of rare routes', () => {
    expect(otherMixes(cells, ordersOf(0.02, 0.0185))).toEqual([]);
    expect(otherMixes(cells, ordersOf(0.005, 0.001))).toEqual([]);
  });

  it('takes two cells for no custom', () => {
    const two = cells.filter(({ topology, scale }) => topology === 'split' && scale > 5);
    expect(two).toHaveLength(2);
    expect(otherMixes(two, ordersOf(0.02, 0.01))).toEqual([]);
  });
});
