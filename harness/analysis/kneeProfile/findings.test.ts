import { describe, expect, it } from 'vitest';
import { cellOf } from '../../model/cell.ts';
import type { KneeProfile, StackTree } from '../../model/kneeProfile.ts';
import { plantedPlan } from '../fixtures/plantedRun.ts';
import { type KneeFindings, kneeFindings } from './findings.ts';
import { recordedKnees } from './fixtures/recordedKnees.ts';
import { samplesOf } from './stackTotals.ts';

const planned = (topology: string, scale: number) => ({
  cell: cellOf(topology, scale, 'browse'),
  plan: plantedPlan(topology, scale),
});
const CELLS = [planned('cluster', 4), planned('split', 6)];
const recorded = recordedKnees();
const findings = kneeFindings(recorded, CELLS);
const foundIn = (topology: string): KneeFindings => {
  const found = findings.find((one) => one.topology === topology);
  if (!found) throw new Error(`nothing was found in ${topology}`);
  return found;
};

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

describe.each(['cluster', 'split'])('a recorded %s', (topology) => {
  const found = foundIn(topology);

  it('has all of its samples in its flame graphs and at most all among its owners', () => {
    expect(sum(found.graphs.map(({ samples }) => samples))).toBe(found.samples);
    const shares = sum(found.owners.map(({ share }) => share.value));
    expect(shares).toBeGreaterThan(0.9);
    expect(shares).toBeLessThanOrEqual(1.000001);
  });

  it('draws each function above its caller and within its width', () => {
    for (const { boxes } of found.graphs) {
      expect(boxes.length).toBeGreaterThan(10);
      for (const { depth, start, share } of boxes) {
        if (depth === 0) continue;
        const caller = boxes.find(
          (box) =>
            box.depth === depth - 1 &&
            box.start <= start + 2e-5 &&
            box.start + box.share >= start + share - 2e-5,
        );
        expect(caller, `at ${start}, ${depth} deep`).toBeDefined();
      }
    }
  });

  it('lists functions by their own time, with their callees as much or more', () => {
    const self = found.functions.map((fn) => fn.self.value);
    expect(self).toEqual(self.toSorted((a, b) => b - a));
    for (const fn of found.functions) expect(fn.total.value).toBeGreaterThanOrEqual(fn.self.value);
  });

  it('lists statements by their share of all, which is at most 1 together', () => {
    const shares = found.statements.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(sum(shares)).toBeLessThanOrEqual(1.000001);
    expect(shares[0]).toBeGreaterThan(0.1);
  });

  it('is a few hundred kilobytes at most, whatever it had been', () => {
    expect(JSON.stringify(found).length).toBeLessThan(300_000);
  });
});

describe('components that share a process', () => {
  const tree: StackTree = {
    frames: [
      { name: 'emit', module: 'node:events', line: 1 },
      { name: 'place', module: 'targets/shop/components/orders/placing.ts', line: 2 },
      { name: 'query', module: 'node_modules/pg/lib/client.js', line: 3 },
      { name: 'writev', module: null, line: null },
      { name: 'send', module: 'dist/targets/shop/components/users/routes.js', line: 4 },
      { name: 'handle', module: 'targets/shop/runtime/server.ts', line: 5 },
    ],
    nodes: [
      [-1, 0, 10],
      [0, 1, 1],
      [1, 2, 2],
      [2, 3, 4],
      [0, 5, 3],
      [4, 4, 20],
      [0, 2, 30],
      [6, 3, 25],
      [-1, 3, 5],
    ],
  };
  const profile: KneeProfile = {
    cellId: 'cluster-4-browse',
    startedAt: '2026-01-20T09:00:00.000Z',
    components: {
      orders: 'targets/shop/components/orders/',
      users: 'targets/shop/components/users/',
    },
    outcome: {
      status: 'recorded',
      recording: {
        seconds: 8,
        throughputPerSecond: 100,
        groups: [{ group: 'shop', replicas: 1, stacks: tree }],
        databases: [],
        unobserved: [],
      },
    },
  };
  const [found] = kneeFindings([profile], CELLS);

  it('have what is called from their modules, and libraries what nobody’s calls', () => {
    const samples = Object.fromEntries(
      (found?.owners ?? []).map(({ owner, share }) => [
        'name' in owner ? owner.name : owner.kind,
        Math.round(share.value * samplesOf(tree)),
      ]),
    );
    expect(samples).toEqual({ pg: 55, users: 20, node: 10, orders: 7, writev: 5, shared: 3 });
  });

  it('count a function that calls itself once', () => {
    const [emit] = tree.frames;
    const recursive: StackTree = {
      frames: emit ? [emit] : [],
      nodes: [
        [-1, 0, 1],
        [0, 0, 2],
      ],
    };
    const groups = [{ group: 'shop', replicas: 1, stacks: recursive }];
    const [own] = kneeFindings(
      [
        {
          ...profile,
          outcome: {
            status: 'recorded',
            recording: {
              seconds: 8,
              throughputPerSecond: 1,
              groups,
              databases: [],
              unobserved: [],
            },
          },
        },
      ],
      CELLS,
    );
    expect(own?.functions[0]).toMatchObject({ self: { value: 1 }, total: { value: 1 } });
  });
});

it('tells of a cell that could not be profiled, and of no cell that was not tried', () => {
  const [profile] = recorded;
  if (!profile) throw new Error('nothing was recorded');
  const failed = kneeFindings(
    [{ ...profile, outcome: { status: 'failed', error: 'no room' } }],
    CELLS,
  );
  expect(failed).toHaveLength(1);
  expect(failed[0]).toMatchObject({ cellId: profile.cellId, failure: 'no room', samples: 0 });
});
