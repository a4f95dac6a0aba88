import { describe, expect, it } from 'vitest';
import { balancerEveryMs, balancerUsage, seriesError } from './balancer.ts';
import { parseHaproxyCsv } from './haproxy.ts';

/** Of HAProxy 3.0, with the fields between left out. */
const csv = (at: { readonly current: readonly [number, number]; readonly sessions: number }) =>
  [
    '# pxname,svname,qcur,scur,stot,ttime,type,',
    `edge,FRONTEND,,99,${at.sessions},,0,`,
    `shop,shop-1,0,${at.current[0]},${at.sessions * 0.75},40,2,`,
    `shop,shop-2,0,${at.current[1]},${at.sessions * 0.25},40,2,`,
    `shop,BACKEND,1,${at.current[0] + at.current[1] + 1},${at.sessions},40,1,`,
    '',
  ].join('\n');

const readings = [
  csv({ current: [6, 4], sessions: 1_000 }),
  csv({ current: [8, 4], sessions: 1_600 }),
  csv({ current: [7, 4], sessions: 2_200 }),
].map(parseHaproxyCsv);

describe('the balancer', () => {
  it('is what HAProxy says of its backends and servers, frontends left out', () => {
    expect(balancerUsage('balancer', readings, 4)).toMatchObject({
      samples: 3,
      meanConcurrency: 12,
      maxConcurrency: 13,
      meanQueued: 1,
      // 300 requests/s of 40 ms each.
      concurrencyByLittle: expect.closeTo(12, 6) as number,
      servers: [
        { backend: 'shop', server: 'shop-1', sessions: 900, meanSessions: 7, maxSessions: 8 },
        { server: 'shop-2', sessions: 300, meanSessions: 4 },
      ],
    });
  });

  it('forgets what HAProxy averaged before the window', () => {
    const [first, , last] = readings;
    if (!first || !last) throw new Error('no readings');
    const left = (1 - 1 / 512) ** 1_200;
    const averaged = 100 * left + 40 * (1 - left);
    const before = { ...first, backends: first.backends.map((b) => ({ ...b, meanTimeMs: 100 })) };
    const after = { ...last, backends: last.backends.map((b) => ({ ...b, meanTimeMs: averaged })) };
    expect(balancerUsage('b', [before, after], 4).concurrencyByLittle).toBeCloseTo(12, 6);
  });

  it('is nothing after less than two readings, or from what is no statistics', () => {
    expect(() => balancerUsage('balancer', readings.slice(0, 1), 1)).toThrow('less than twice');
    expect(() => parseHaproxyCsv('<html>')).toThrow("no CSV of HAProxy's");
  });

  it('is asked less often the smaller it is', () => {
    expect(balancerEveryMs(1)).toBe(200);
    expect(balancerEveryMs(0.02)).toBe(2_000);
  });
});

describe('seriesError', () => {
  it('is that of independent values where they are, and larger where each follows the last', () => {
    const alternating = [1, 3, 1, 3, 1, 3, 1, 3];
    expect(seriesError(alternating)).toBeCloseTo(Math.sqrt(8 / 7 / 8), 6);
    const drifting = [1, 1, 1, 1, 3, 3, 3, 3];
    expect(seriesError(drifting) ?? 0).toBeGreaterThan(1.5 * (seriesError(alternating) ?? 0));
  });

  it('is 0 for what never changes and unknown for two values', () => {
    expect(seriesError([4, 4, 4])).toBe(0);
    expect(seriesError([4, 5])).toBeNull();
  });
});
