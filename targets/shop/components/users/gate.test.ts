import { describe, expect, it } from 'vitest';
import { newCall } from '../../runtime/call.ts';
import { gate } from './gate.ts';

const call = () => newCall('test', 10_000);

/** Work that ends when it is told to, and what is known of all of it. */
const workshop = () => {
  const started: number[] = [];
  const ends = new Map<number, () => void>();
  let most = 0;
  const work = (id: number) => () => {
    started.push(id);
    return new Promise<number>((resolve) => {
      ends.set(id, () => {
        ends.delete(id);
        resolve(id);
      });
      most = Math.max(most, ends.size);
    });
  };
  return { started, work, end: (id: number) => ends.get(id)?.(), most: () => most };
};

describe('gate', () => {
  it('lets no more run at a time than may, and all in their turn', async () => {
    const enter = gate(2, 10);
    const { started, work, end, most } = workshop();
    const all = [1, 2, 3, 4, 5].map((id) => enter(work(id), call()));
    expect(started).toEqual([1, 2]);
    for (const id of [2, 1, 3, 4, 5]) {
      await expect.poll(() => started).toContain(id);
      end(id);
    }
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
    expect(started).toEqual([1, 2, 3, 4, 5]);
    expect(most()).toBe(2);
  });

  it('turns away who would be one too many to wait', async () => {
    const enter = gate(1, 1);
    const { work, end, started } = workshop();
    const [first, second] = [enter(work(1), call()), enter(work(2), call())];
    await expect(enter(work(3), call())).rejects.toMatchObject({ code: 'overloaded', status: 503 });
    end(1);
    await first;
    await expect.poll(() => started).toEqual([1, 2]);
    end(2);
    expect(await second).toBe(2);
  });

  it('does nothing for whoever has waited too long, and goes on', async () => {
    const enter = gate(1, 2);
    const { work, end, started } = workshop();
    const first = enter(work(1), call());
    const late = enter(work(2), newCall('late', 0));
    const third = enter(work(3), call());
    end(1);
    await first;
    await expect(late).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await expect.poll(() => started).toEqual([1, 3]);
    end(3);
    expect(await third).toBe(3);
  });

  it('goes on after work that failed', async () => {
    const enter = gate(1, 1);
    const failing = enter(() => Promise.reject(new Error('failed')), call());
    const next = enter(() => Promise.resolve('done'), call());
    await expect(failing).rejects.toThrow('failed');
    expect(await next).toBe('done');
  });
});
