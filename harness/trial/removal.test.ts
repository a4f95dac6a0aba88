import { describe, expect, it } from 'vitest';
import { removal } from './removal.ts';

const disposable = (work: () => Promise<void>): AsyncDisposable => ({
  [Symbol.asyncDispose]: work,
});

describe('a removal', () => {
  it('does not hold up who starts it, and is awaited by who must not run beside it', async () => {
    let finish = (): void => {};
    let gone = false;
    const leaving = removal();
    leaving.start(
      disposable(async () => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        gone = true;
      }),
    );
    expect(gone).toBe(false);
    finish();
    await leaving.done();
    expect(gone).toBe(true);
  });

  it('that was refused holds up no trial, and is tried again at the end', async () => {
    let attempts = 0;
    const leaving = removal();
    leaving.start(
      disposable(() => {
        attempts++;
        return attempts === 1 ? Promise.reject(new Error('in use')) : Promise.resolve();
      }),
    );
    leaving.start(disposable(() => Promise.resolve()));
    await expect(leaving.done()).resolves.toBeUndefined();
    expect(attempts).toBe(1);
    await expect(leaving.finish()).resolves.toBeUndefined();
    expect(attempts).toBe(2);
  });

  it('that is refused again at the end is told', async () => {
    const leaving = removal();
    leaving.start(disposable(() => Promise.reject(new Error('the volume is in use'))));
    await leaving.done();
    await expect(leaving.finish()).rejects.toThrow('the volume is in use');
  });
});
