import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bench } from './gate.ts';
import { judgeNight } from './gate.ts';
import type { Entry, Night } from './night.ts';
import { readHistory } from './store.ts';

/** Of the real shop: `recorded/README.md` says how. */
const RECORDED = join(import.meta.dirname, 'recorded');

/** The images were all kept, and pairs run as they did then. */
const asRecorded = ({ decision }: Night): Bench => {
  const left = [...(decision.confirmation?.pairs ?? [])];
  return {
    keeps: () => Promise.resolve(true),
    runPairs: (_, cells, count) => Promise.resolve(left.splice(0, cells.length * count)),
  };
};

const { newestFirst, warnings, length } = await readHistory(RECORDED);
const entries: readonly Entry[] = [...newestFirst];
const nights = entries.filter((entry) => entry.kind === 'night').toReversed();
const valid = nights.filter(({ decision }) => decision.status !== 'invalid');

describe('the recorded nights', () => {
  it('are whole', () => {
    expect(warnings).toEqual([]);
    expect(nights).toHaveLength(length);
    expect(valid).toHaveLength(14);
  });

  it('are a baseline of seven, and pass five times with nothing changed', () => {
    expect(valid.slice(0, 7).map(({ decision }) => decision.status)).toEqual(
      Array.from({ length: 7 }, () => 'insufficient-history'),
    );
    for (const { decision } of valid.slice(7, 12))
      expect(['passed', 'cleared'], decision.reasons.join('\n')).toContain(decision.status);
    expect(new Set(valid.slice(0, 12).map(({ images }) => JSON.stringify(images))).size).toBe(1);
  });

  it('catch a fifth more CPU in one service, and name it', () => {
    const planted = valid[12];
    expect(planted?.decision.status).toBe('regressed');
    const suspects = planted?.decision.suspects.map((id) => id.split(' ').slice(1).join(' '));
    expect(suspects).toContain('split-5-browse app/products');
    const cell = planted?.attribution?.cells.find((each) => each.cell === 'split-5-browse');
    expect(cell?.culprit).toMatchObject({ group: 'app/products', note: null });
    const ratio = cell?.cpuRatios.find(({ name }) => name === 'app/products');
    expect(ratio?.moved).toBe(true);
    // What was planted lies in the stated interval.
    expect(ratio?.low).toBeLessThan(0.2);
    expect(ratio?.high).toBeGreaterThan(0.2);
    const cpu = cell?.cpu.find(({ name }) => name === 'app/products');
    expect(cpu?.change).toBeGreaterThan(0.1);
    expect(cpu?.change).toBeLessThan(0.3);
    expect(planted?.attribution?.until).toBe(planted?.commit);
    expect(planted?.attribution?.since).toBe(valid[11]?.commit);
  });

  it('judge nothing on a changed machine, and say what has changed', () => {
    const { decision, fingerprint } = valid[13] ?? {};
    expect(decision?.status).toBe('insufficient-history');
    expect(decision?.reasons).toContainEqual(
      `changed since the last night: engine: ${valid[12]?.fingerprint['engine']} → ${fingerprint?.['engine']}`,
    );
  });

  it.each(valid.map((night, index) => [index + 1, night] as const))(
    'come out the same when they are judged again: night %i',
    async (_, night) => {
      const before = entries.slice(entries.indexOf(night) + 1);
      const again = await judgeNight(night, before, asRecorded(night));
      expect(again.status).toBe(night.decision.status);
      // The first twelve nights were judged by CPU-ms alone, before the gate knew ratios.
      if (night.decision.judged.some(({ kind }) => kind === 'cpu-ratio'))
        expect(again).toEqual(night.decision);
    },
  );
});
